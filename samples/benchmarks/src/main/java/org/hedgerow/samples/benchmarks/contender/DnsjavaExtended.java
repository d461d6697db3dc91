package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * A DNS server that asks others by dnsjava's {@code ExtendedResolver}, many at once: each query goes to one upstream, the
 * next one each time, and to another one if that fails; whatever it says, NXDOMAIN included, is relayed.
 */
@Command(name = "dnsjava-extended", description = "DNS over UDP from upstreams: dnsjava's ExtendedResolver.")
final class DnsjavaExtended implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DnsjavaExtended.class);

    @Mixin
    private Serving serving;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "UPSTREAM_PORT")
    private List<Integer> upstreams = List.of();

    @Override
    @SuppressWarnings("InfiniteLoopStatement")
    public Integer call() throws IOException {
        ExtendedResolver resolver = resolver();
        try (DatagramSocket socket = new DatagramSocket(serving.address())) {
            socket.setReceiveBufferSize(Serving.RECEIVE_BUFFER);
            serving.ready();
            DatagramPacket packet = new DatagramPacket(new byte[DnsjavaUdp.MAX_DATAGRAM], DnsjavaUdp.MAX_DATAGRAM);
            while (true) {
                packet.setLength(DnsjavaUdp.MAX_DATAGRAM);
                socket.receive(packet);
                Message query = query(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                if (query != null) {
                    SocketAddress client = packet.getSocketAddress();
                    // On whichever thread has the reply: a datagram socket may be sent on by several.
                    resolver.sendAsync(query)
                            .whenComplete(
                                    (reply, failure) -> send(socket, client, reply == null ? failed(query) : reply));
                }
            }
        }
    }

    private ExtendedResolver resolver() throws IOException {
        List<Resolver> resolvers = new ArrayList<>();
        for (int each : upstreams) {
            resolvers.add(new SimpleResolver(Serving.loopback(each)));
        }
        ExtendedResolver resolver = new ExtendedResolver(resolvers);
        resolver.setLoadBalance(true);
        return resolver;
    }

    private static @Nullable Message query(ByteBuffer bytes) {
        try {
            Message query = new Message(bytes);
            return query.getQuestion() == null || query.getHeader().getFlag(Flags.QR) ? null : query;
        } catch (IOException e) {
            return null; // no DNS message: nothing to reply to
        }
    }

    private static Message failed(Message query) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(Rcode.SERVFAIL);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        return reply;
    }

    private static void send(DatagramSocket socket, SocketAddress client, Message reply) {
        byte[] bytes = reply.toWire();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, client));
        } catch (IOException e) {
            LOG.warn("no reply to {}", client, e);
        }
    }
}
