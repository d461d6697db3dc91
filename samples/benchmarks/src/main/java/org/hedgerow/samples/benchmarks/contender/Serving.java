package org.hedgerow.samples.benchmarks.contender;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all contenders have: where they listen, and what they say once they do. */
final class Serving {
    /** What every server here asks the system to keep of datagrams that it has not read, as Hedgerow does. */
    static final int RECEIVE_BUFFER = 1024 * 1024;

    @Parameters(index = "0", paramLabel = "PORT", description = "Where to listen, on 127.0.0.1.")
    private int port;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    InetSocketAddress address() {
        return loopback(port);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Tells whoever has started this process that it serves. */
    void ready() {
        spec.commandLine().getOut().println("READY");
        spec.commandLine().getOut().flush();
    }
}
