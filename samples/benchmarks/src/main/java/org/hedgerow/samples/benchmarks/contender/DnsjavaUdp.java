package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A DNS table server by dnsjava: one thread, which receives, replies, and receives again. */
@Command(name = "dnsjava-udp", description = "DNS over UDP from a table: dnsjava's Message, one thread.")
final class DnsjavaUdp implements Callable<Integer> {
    /** The longest message that UDP can carry. */
    static final int MAX_DATAGRAM = 65_535;

    @Mixin
    private Serving serving;

    @Parameters(index = "1", paramLabel = "TABLE")
    private Path file = Path.of("");

    @Override
    @SuppressWarnings("InfiniteLoopStatement")
    public Integer call() throws IOException {
        DnsjavaTable table = new DnsjavaTable(CourseTable.read(file));
        try (DatagramSocket socket = new DatagramSocket(serving.address())) {
            socket.setReceiveBufferSize(Serving.RECEIVE_BUFFER);
            serving.ready();
            DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
            while (true) {
                packet.setLength(MAX_DATAGRAM);
                socket.receive(packet);
                byte[] reply = table.reply(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                if (reply != null) {
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            }
        }
    }
}
