package org.hedgerow.dns;

import java.util.Arrays;
import java.util.Objects;
import org.hedgerow.Failed;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.wire.UpstreamCounts;
import org.jspecify.annotations.Nullable;

/** One request for each query and one reply to it, by a carrier that tells replies apart. */
final class RequestExchange implements Exchange {
    private static final int ID =
            0; // so that caches see the same message for the same question (RFC 8484, section 4.1)

    private final DnsFormat format;
    private final Lane lane;
    private final UpstreamCounts counts;
    private final Owner owner;
    private final RequestCarrier carrier;
    private final byte[] query = new byte[DnsQuestions.MAX_OCTETS];

    RequestExchange(ExchangeContext context, Owner owner, RequestCarrier carrier) {
        this.format = context.format();
        this.lane = context.lane();
        this.counts = context.counts();
        this.owner = owner;
        this.carrier = carrier;
    }

    @Override
    public void send(DnsPending asked) {
        asked.spelledPlain();
        new Request(asked).send();
    }

    @Override
    public void resend(DnsPending asked) {
        asked.leave();
        send(asked);
    }

    @Override
    public void close() {
        carrier.close();
    }

    /** A request under way; its reply counts until somebody has taken its id back. */
    private final class Request implements QueryPath, RequestCarrier.Reply {
        private @Nullable DnsPending asked;
        private @Nullable Cancellable sent;

        Request(DnsPending asked) {
            this.asked = asked;
        }

        void send() {
            DnsPending question = asked;
            if (question == null) {
                return;
            }
            question.takes(this, ID, lane.now());
            question.sent(lane.now());
            counts.sent();
            int end = question.write(format.payload(), query, 0);
            Cancellable request = carrier.request(Arrays.copyOf(query, end), this);
            if (asked == question) {
                sent = request;
            } else {
                request.cancel();
            }
        }

        @Override
        public void free(int id) {
            asked = null;
            if (sent != null) {
                sent.cancel();
                sent = null;
            }
        }

        @Override
        public void quarantine(int id, long sentAt) {
            free(id);
        }

        @Override
        public void received(byte[] message) {
            Objects.requireNonNull(message, "message");
            inLane(() -> take(message));
        }

        @Override
        public void failed(Failed failure) {
            Objects.requireNonNull(failure, "failure");
            inLane(() -> {
                if (asked != null) {
                    owner.failed(asked, failure);
                }
            });
        }

        private void take(byte[] message) {
            DnsPending question = asked;
            if (question == null) {
                counts.dropped();
            } else if (message.length >= DnsHeader.OCTETS
                    && DnsHeader.id(message, 0) == ID
                    && DnsQuestions.isReply(question.question, message, 0, message.length)) {
                counts.replied();
                owner.replied(question, message, 0, message.length);
            } else {
                counts.dropped();
                owner.failed(
                        question,
                        Failed.of(Failed.Reason.BAD_REPLY, question.question + ": what came is no reply to it"));
            }
        }

        private void inLane(Runnable task) {
            if (lane.inside()) {
                task.run();
            } else {
                lane.execute(task);
            }
        }
    }
}
