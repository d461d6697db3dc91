package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.dns.DnsResponder;
import org.hedgerow.dns.RequestCarrier;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.wire.ServingContext;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** A DNS server that is asked by requests, each with one reply, which the test carries. */
class DnsRequestsTest {
    private final Carrier carrier = new Carrier();
    private final DnsAsking asking = new DnsAsking(DnsFormat.standard(), carrier);

    @Test
    void aQuestionIsARequestOfItsOwn() {
        RecordingCall a = asking.ask("a.edu");
        RecordingCall b = asking.ask("b.edu");
        Message query = carrier.query(0);
        assertThat(query.getHeader().getID()).as("for caches").isZero();
        assertThat(query.getQuestion().getName()).hasToString("a.edu.");
        assertThat(query.getOPT()).isNotNull();
        carrier.reply(1, Rcode.NOERROR, "b.edu 300 IN A 2.2.2.2");
        assertThat(a.isAnswered()).isFalse();
        carrier.reply(0, Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(asking.lane.connections()).isEmpty();
        assertThat(asking.lane.ports()).isEmpty();
        assertThat(asking.totals.snapshot().sent()).isEqualTo(2);
        assertThat(asking.totals.snapshot().replies()).isEqualTo(2);
    }

    @Test
    void callersOfOneQuestionShareItsRequest() {
        RecordingCall a = asking.ask("a.edu");
        RecordingCall b = asking.ask("a.edu");
        assertThat(carrier.requests).hasSize(1);
        carrier.reply(0, Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        assertThat(a.recorded()).isEqualTo(b.recorded());
    }

    @Test
    void aRequestIsCalledOffWithItsLastCaller() {
        RecordingCall a = asking.ask("a.edu");
        RecordingCall b = asking.ask("a.edu");
        asking.lane.run(a::cancel);
        assertThat(carrier.requests.get(0).calledOff).isFalse();
        asking.lane.run(b::cancel);
        assertThat(carrier.requests.get(0).calledOff).isTrue();
        carrier.reply(0, Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void aReplyMayComeFromOutsideTheLane() {
        RecordingCall call = asking.ask("a.edu");
        byte[] reply = carrier.written(0, Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        carrier.requests.get(0).reply.received(reply);
        assertThat(call.isAnswered()).isFalse();
        asking.lane.runAll();
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void aReplyMayComeAtOnce() {
        carrier.atOnce = true;
        assertThat(asking.ask("a.edu").recorded()).isEqualTo(found("a.edu", "9.9.9.9"));
    }

    @Test
    void aRequestIsCalledOffWhoseCallerLeavesWhileItIsMade() {
        RecordingCall call = asking.call();
        carrier.onRequest = call::cancel;
        asking.lane.run(() -> asking.upstream.ask(Question.of("a.edu"), call));
        assertThat(carrier.requests.get(0).calledOff).isTrue();
    }

    @Test
    void theFirstOfSeveralRepliesCounts() {
        RecordingCall call = asking.ask("a.edu");
        carrier.reply(0, Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        carrier.reply(0, Rcode.NOERROR, "a.edu 300 IN A 2.2.2.2");
        asking.lane.run(() -> carrier.requests.get(0).reply.failed(Failed.of(Failed.Reason.UNREACHABLE, "late")));
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void aRequestThatFailsIsTheAnswer() {
        RecordingCall call = asking.ask("a.edu");
        Failed failure = Failed.of(Failed.Reason.UNREACHABLE, "no route");
        asking.lane.run(() -> carrier.requests.get(0).reply.failed(failure));
        assertThat(call.recorded()).isEqualTo(failure);
    }

    @Test
    void whatIsNoReplyIsAFailure() {
        for (byte[] strange : List.of(
                new byte[0],
                new byte[11],
                DnsMessages.query(0, "a.edu", 1).toWire(), // no response
                DnsMessages.reply(DnsMessages.query(7, "a.edu", 1).toWire(), Rcode.NOERROR)
                        .toWire(),
                DnsMessages.reply(DnsMessages.query(0, "b.edu", 1).toWire(), Rcode.NOERROR)
                        .toWire())) {
            RecordingCall call = asking.ask("a.edu");
            asking.lane.run(() -> carrier.last().reply.received(strange));
            assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.BAD_REPLY);
        }
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(5);
    }

    @Test
    void aServerThatDoesNotTakeEdnsIsAskedWithout() {
        RecordingCall call = asking.ask("a.edu");
        carrier.reply(0, Rcode.FORMERR);
        assertThat(carrier.requests.get(0).calledOff).as("over").isTrue();
        assertThat(carrier.query(1).getOPT()).isNull();
        carrier.reply(1, Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        asking.ask("b.edu");
        assertThat(carrier.query(2).getOPT()).as("the next question").isNull();
    }

    @Test
    void closingCallsAllOff() {
        RecordingCall call = asking.ask("a.edu");
        asking.lane.run(asking.upstream::close);
        assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.CLOSED);
        assertThat(carrier.requests.get(0).calledOff).isTrue();
        assertThat(carrier.closed).isTrue();
        assertThat(DnsAsking.reason(asking.ask("b.edu"))).isEqualTo(Failed.Reason.CLOSED);
        assertThat(carrier.requests).hasSize(1);
    }

    /** Such as HTTPS is, of which nothing but the bytes matters. */
    @Test
    void whatCarriesBytesBothWaysIsACarrier() {
        List<DnsResponder> server = new ArrayList<>();
        DnsAsking each = new DnsAsking(DnsFormat.standard(), new BytesOnly(server));
        Table table = Table.of(found("www.edu", "1.1.1.1").records());
        ServingContext served = ServingContext.of(TableResolver.of(() -> table));
        each.lane.run(() -> server.add(DnsResponder.of(DnsFormat.standard(), served, each.lane)));
        assertThat(each.ask("www.edu").recorded()).isEqualTo(found("www.edu", "1.1.1.1"));
        each.lane.run(server.get(0)::close);
    }

    private record BytesOnly(List<DnsResponder> server) implements RequestCarrier {
        @Override
        public Cancellable request(byte[] query, Reply reply) {
            return server.get(0).respond(query, 0, query.length, new DnsResponder.ReplyTo() {
                @Override
                public void reply(byte[] message) {
                    reply.received(message);
                }

                @Override
                public void noQuery() {
                    reply.failed(Failed.of(Failed.Reason.BAD_REPLY, "no query"));
                }
            });
        }

        @Override
        public void close() {}
    }

    private static final class Request {
        final byte[] query;
        final RequestCarrier.Reply reply;
        boolean calledOff;

        Request(byte[] query, RequestCarrier.Reply reply) {
            this.query = query;
            this.reply = reply;
        }
    }

    private final class Carrier implements RequestCarrier {
        final List<Request> requests = new ArrayList<>();
        Runnable onRequest = () -> {};
        boolean atOnce;
        boolean closed;

        @Override
        public Cancellable request(byte[] query, Reply reply) {
            Request request = new Request(query, reply);
            requests.add(request);
            onRequest.run();
            if (atOnce) {
                reply.received(written(requests.size() - 1, Rcode.NOERROR, "a.edu 300 IN A 9.9.9.9"));
            }
            return () -> request.calledOff = true;
        }

        @Override
        public void close() {
            closed = true;
        }

        Request last() {
            return requests.get(requests.size() - 1);
        }

        Message query(int request) {
            return DnsMessages.parse(requests.get(request).query);
        }

        byte[] written(int request, int rcode, String... answers) {
            return DnsMessages.reply(requests.get(request).query, rcode, answers)
                    .toWire();
        }

        void reply(int request, int rcode, String... answers) {
            byte[] reply = written(request, rcode, answers);
            asking.lane.run(() -> requests.get(request).reply.received(reply));
        }
    }
}
