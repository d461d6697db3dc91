package com.example.strangers;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamCounts;
import org.hedgerow.wire.WireFormat;

/** A line with a name asks, a line with its address replies, or with a question mark; each question has its connection. */
final class OneShotFormat implements WireFormat {
    @Override
    public String name() {
        return "one-shot";
    }

    @Override
    public ConnectionHandlerFactory serving(ServingContext context) {
        Objects.requireNonNull(context, "context");
        return () -> new OneShotServing(context);
    }

    @Override
    public Upstream asking(AskingContext context) {
        return new Asking(Objects.requireNonNull(context, "context"));
    }

    static void writeLine(Connection connection, Object text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
        connection.write(line, 0, line.length);
    }

    private static final class Asking implements Upstream {
        private final AskingContext context;
        private final UpstreamCounts counts;
        private final Set<Call> pending = new HashSet<>();
        private boolean closed;

        Asking(AskingContext context) {
            this.context = context;
            this.counts = context.totals().open(context.lane());
        }

        @Override
        public void ask(Question question, Call call) {
            if (closed) {
                call.answer(Failed.of(Failed.Reason.CLOSED, "closed"));
            } else if (pending.size() >= context.options().maxPending()) {
                call.answer(Failed.of(Failed.Reason.OVERLOADED, "too many questions wait"));
            } else if (!call.isDone()) {
                counts.asked();
                counts.connecting();
                counts.waiting(1);
                pending.add(call);
                Exchange exchange = new Exchange(question, call, counts);
                Connection made = context.connector().connect(context.server().address(), exchange);
                exchange.timer = context.lane()
                        .schedule(context.options().connectTimeout().toNanos(), made::reset);
                call.onDone(() -> {
                    pending.remove(call);
                    counts.waiting(-1);
                    exchange.timer.cancel();
                    made.reset();
                });
            }
        }

        @Override
        public void close() {
            closed = true;
            List.copyOf(pending).forEach(call -> call.answer(Failed.of(Failed.Reason.CLOSED, "closed")));
        }
    }

    /** One question, over one connection. */
    private static final class Exchange implements ConnectionHandler {
        private final StringBuilder input = new StringBuilder();
        private final Question question;
        private final Call call;
        private final UpstreamCounts counts;
        private Cancellable timer;

        Exchange(Question question, Call call, UpstreamCounts counts) {
            this.question = question;
            this.call = call;
            this.counts = counts;
        }

        @Override
        public void opened(Connection connection) {
            timer.cancel();
            counts.sent();
            writeLine(connection, question.name());
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            input.append(StandardCharsets.ISO_8859_1.decode(bytes));
            int end = input.indexOf("\n");
            if (end >= 0) {
                counts.replied();
                call.answer(answer(input.substring(0, end)));
            }
        }

        private Answer answer(String text) {
            InetAddress address = AddressText.parse(text);
            return address == null
                    ? Failed.of(Failed.Reason.SERVER_FAILURE, "the server says " + text)
                    : Found.of(List.of(ResourceRecord.of(question.name(), address)));
        }

        @Override
        public void closed(Connection connection, IOException cause) {
            if (!call.isDone()) {
                call.answer(Failed.of(Failed.Reason.UNREACHABLE, "the connection is gone: " + cause));
            }
        }
    }
}
