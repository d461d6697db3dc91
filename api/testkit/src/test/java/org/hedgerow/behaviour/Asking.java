package org.hedgerow.behaviour;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Question;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;

/** The asking side of the line format, whose server is the test. */
final class Asking {
    static final SocketAddress SERVER = InetSocketAddress.createUnresolved("scripted.server", 53);

    final ManualConnector lane = new ManualConnector();
    final UpstreamTotals totals = new UpstreamTotals();
    final Upstream upstream;
    private final List<RecordingCall> calls = new ArrayList<>();

    Asking() {
        this(LineFormat.standard(), UpstreamOptions.defaults());
    }

    Asking(LineFormat format, UpstreamOptions options) {
        upstream = format.asking(
                AskingContext.of(lane, Endpoint.of(SERVER)).withOptions(options).withTotals(totals));
        GivenBack.after(upstream, lane, totals, calls);
    }

    RecordingCall ask(String name) {
        return ask(name, RecordType.A);
    }

    /** For a question that the test asks by itself. */
    RecordingCall call() {
        RecordingCall call = new RecordingCall(lane);
        calls.add(call);
        return call;
    }

    RecordingCall ask(String name, RecordType type) {
        RecordingCall call = call();
        lane.run(() -> upstream.ask(Question.of(DomainName.of(name), type), call));
        return call;
    }

    /** Asks over a connection that is open and on which the server has been heard. */
    static Asking connected(LineFormat format, UpstreamOptions options) {
        Asking asking = new Asking(format, options);
        asking.ask("hello.edu");
        asking.server().open();
        asking.server().receive("hello.edu 1.1.1.1 A IN\n");
        asking.sent();
        return asking;
    }

    static Asking connected() {
        return connected(LineFormat.standard(), UpstreamOptions.defaults());
    }

    /** The connection that was made last. */
    ScriptedConnection server() {
        return lane.connection();
    }

    void reply(String text) {
        server().receive(text);
    }

    /** What the server has received since the last call. */
    String sent() {
        return server().takeSent();
    }

    void await(Duration duration) {
        lane.advance(duration);
    }
}
