package org.hedgerow.samples.embedding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;

/** A DNS load balancer in front of two servers that speak different protocols. */
final class DnsFront {
    private DnsFront() {}

    /** Serves DNS on a port of this host, over datagrams and streams. */
    static ResolverServer serve(Transport transport, int port, SocketAddress dns, SocketAddress line)
            throws IOException {
        Resolver both = FanOutResolver.builder()
                .upstream("dns", RemoteResolver.of(transport, DnsFormat.standard(), dns))
                .upstream("line", RemoteResolver.of(transport, LineFormat.standard(), line))
                .build();
        return ResolverServer.builder()
                .transport(transport)
                .wire(DnsFormat.standard())
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .resolver(both)
                .build()
                .start();
    }

    /** {@code DnsFront <port> <port of a DNS server> <port of a table server of the line format>}, all on this host. */
    public static void main(String[] ports) throws IOException {
        try (Transport nio = Transport.named("nio");
                ResolverServer server = serve(nio, port(ports[0]), local(ports[1]), local(ports[2]))) {
            System.out.println("serving DNS on " + server.address() + " until Enter is pressed");
            System.in.read();
        }
    }

    private static SocketAddress local(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port(port));
    }

    private static int port(String text) {
        return Integer.parseInt(text);
    }
}
