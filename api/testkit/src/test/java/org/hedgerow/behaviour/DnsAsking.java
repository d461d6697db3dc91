package org.hedgerow.behaviour;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.dns.RequestCarrier;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.testkit.ScriptedPort;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/** The asking side of the DNS protocol, whose server is the test. */
final class DnsAsking {
    static final SocketAddress SERVER = InetSocketAddress.createUnresolved("scripted.server", 53);

    final ManualConnector lane = new ManualConnector();
    final UpstreamTotals totals = new UpstreamTotals();
    final Upstream upstream;
    private final List<RecordingCall> calls = new ArrayList<>();

    DnsAsking() {
        this(DnsFormat.standard());
    }

    DnsAsking(DnsFormat format) {
        this(format, UpstreamOptions.defaults());
    }

    DnsAsking(DnsFormat format, UpstreamOptions options) {
        this(context -> format.asking(context.withOptions(options)));
    }

    DnsAsking(DnsFormat format, RequestCarrier carrier) {
        this(context -> format.asking(context, carrier));
    }

    private DnsAsking(Function<AskingContext, Upstream> side) {
        upstream = side.apply(AskingContext.of(lane, Endpoint.of(SERVER)).withTotals(totals));
        GivenBack.after(upstream, lane, totals, calls);
    }

    RecordingCall ask(String name) {
        return ask(name, RecordType.A);
    }

    RecordingCall ask(String name, RecordType type) {
        return ask(Question.of(DomainName.of(name), type));
    }

    /** For a question that the test asks by itself. */
    RecordingCall call() {
        RecordingCall call = new RecordingCall(lane);
        calls.add(call);
        return call;
    }

    RecordingCall ask(Question question) {
        RecordingCall call = call();
        lane.run(() -> upstream.ask(question, call));
        return call;
    }

    void await(Duration duration) {
        lane.advance(duration);
    }

    /** A query, and where it came from. */
    record Sent(ScriptedPort port, byte[] query) {
        Message message() {
            return DnsMessages.parse(query);
        }

        void reply(int rcode, String... answers) {
            reply(DnsMessages.reply(query, rcode, answers));
        }

        void reply(Message reply) {
            port.receive(reply.toWire());
        }

        /** With this address, and with the question in lower case, as some servers write it. */
        void replyInLowerCase(String address) {
            Record asked = message().getQuestion();
            String name = asked.getName().toString().toLowerCase(Locale.ROOT);
            Message lower =
                    DnsMessages.question(message().getHeader().getID(), name, asked.getType(), asked.getDClass());
            reply(DnsMessages.reply(lower.toWire(), Rcode.NOERROR, name + " 300 IN A " + address));
        }
    }

    /** The datagrams since the last call. */
    List<Sent> sent() {
        List<Sent> sent = new ArrayList<>();
        for (ScriptedPort port : lane.ports()) {
            port.takeSent().forEach(query -> sent.add(new Sent(port, query)));
        }
        return sent;
    }

    /** The one datagram since the last call. */
    Sent query() {
        List<Sent> sent = sent();
        if (sent.size() != 1) {
            throw new AssertionError("expected one query, found " + sent.size());
        }
        return sent.get(0);
    }

    /** Why the call failed. */
    static Failed.Reason reason(RecordingCall call) {
        return ((Failed) call.recorded()).reason();
    }

    ScriptedConnection connection() {
        return lane.connection();
    }

    /** All that was sent over the connection that was made last. */
    List<Message> streamed() {
        byte[] sent = connection().sentBytes();
        List<Message> queries = new ArrayList<>();
        for (int at = 0; at < sent.length; ) {
            int length = (sent[at] & 0xFF) << 8 | (sent[at + 1] & 0xFF);
            queries.add(DnsMessages.parse(Arrays.copyOfRange(sent, at + 2, at + 2 + length)));
            at += 2 + length;
        }
        return queries;
    }

    void streamReply(Message query, int rcode, String... answers) {
        connection()
                .receive(DnsMessages.prefixed(
                        DnsMessages.reply(query.toWire(), rcode, answers).toWire()));
    }
}
