package org.hedgerow.samples.concurrency;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Where a client connects to. */
final class ServerAddress {
    @Option(
            names = "-i",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The host of the server; default: ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(
            names = "-p",
            paramLabel = "PORT",
            required = true,
            converter = Converters.PortToConnectTo.class,
            description = "The port of the server.")
    private int port;

    InetSocketAddress get() throws GalleryException {
        return ListenAddress.resolve(host, port);
    }
}
