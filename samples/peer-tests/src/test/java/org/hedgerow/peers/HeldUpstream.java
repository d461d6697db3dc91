package org.hedgerow.peers;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** A server of DNS on a plain datagram socket, which says nothing until the test has it reply. */
final class HeldUpstream implements AutoCloseable {
    private static final int LARGEST = 65_535;
    private static final int WAIT_MILLIS = 30_000;

    private final DatagramSocket socket;

    HeldUpstream() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(WAIT_MILLIS);
    }

    /** What it was asked, and from where. */
    record Query(Message message, InetSocketAddress client) {
        /** A reply without records. */
        Message reply(int rcode) {
            Message reply = new Message(message.getHeader().getID());
            reply.getHeader().setFlag(Flags.QR);
            reply.getHeader().setRcode(rcode);
            reply.addRecord(message.getQuestion(), Section.QUESTION);
            return reply;
        }

        /** A reply that has the data, of the type that was asked for, as text. */
        Message found(String data) throws IOException {
            Message reply = reply(0);
            reply.addRecord(
                    Record.fromString(
                            message.getQuestion().getName(),
                            message.getQuestion().getType(),
                            DClass.IN,
                            300,
                            data,
                            PlainClient.name(".")),
                    Section.ANSWER);
            return reply;
        }

        /** A reply that denies, for the zone example. */
        Message missing(int rcode) throws IOException {
            Message reply = reply(rcode);
            reply.addRecord(
                    new SOARecord(
                            PlainClient.name("example"),
                            DClass.IN,
                            60,
                            PlainClient.name("ns.example"),
                            PlainClient.name("admin.example"),
                            1,
                            2,
                            3,
                            4,
                            60),
                    Section.AUTHORITY);
            return reply;
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Waits for the next query. */
    Query take() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        return new Query(new Message(query), (InetSocketAddress) packet.getSocketAddress());
    }

    void send(Message reply, SocketAddress client) throws IOException {
        send(reply.toWire(), client);
    }

    void send(byte[] reply, SocketAddress client) throws IOException {
        socket.send(new DatagramPacket(reply, reply.length, client));
    }

    @Override
    public void close() {
        socket.close();
    }
}
