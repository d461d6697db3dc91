package org.hedgerow.cli;

import java.net.SocketAddress;
import java.time.Duration;
import org.hedgerow.transport.Transport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the two kinds of server have in common. */
final class ServerOptions {
    @Parameters(
            index = "0",
            paramLabel = "<port>",
            converter = Ports.ToListenOn.class,
            description = "The port to listen on; 0 takes a free one.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; 0.0.0.0 is all, default: ${DEFAULT-VALUE}.")
    private String bind = "";

    @Mixin
    private TimeoutOption timeout;

    @Mixin
    private TransportOption transport;

    SocketAddress address() throws CliException {
        return Addresses.of(bind, port);
    }

    Duration timeout() {
        return timeout.timeout();
    }

    Transport openTransport() throws CliException {
        return transport.open();
    }
}
