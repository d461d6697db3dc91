package org.hedgerow.samples.concurrency;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Where a server listens. */
final class ListenAddress {
    @Option(
            names = "-i",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; 0.0.0.0 is all, default: ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(
            names = "-p",
            paramLabel = "PORT",
            required = true,
            converter = Converters.PortToListenOn.class,
            description = "The port to listen on; 0 takes a free one.")
    private int port;

    InetSocketAddress get() throws GalleryException {
        return resolve(host, port);
    }

    /** Looks the host up; blocks. */
    static InetSocketAddress resolve(String host, int port) throws GalleryException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new GalleryException("unknown host: " + host);
        }
        return address;
    }
}
