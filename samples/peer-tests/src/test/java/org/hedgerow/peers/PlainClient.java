package org.hedgerow.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Asks over a plain datagram socket, with dnsjava for the messages, so that it shares no code with what it tests. */
final class PlainClient implements AutoCloseable {
    private static final int LARGEST = 65_535;
    private static final int PAYLOAD = 4096;
    private static final int WAIT_MILLIS = 30_000;
    private static final int PROBE_MILLIS = 200;

    private final DatagramSocket socket;
    private final SocketAddress server;

    PlainClient(SocketAddress server) throws IOException {
        this(server, WAIT_MILLIS);
    }

    private PlainClient(SocketAddress server, int waitMillis) throws IOException {
        this.server = server;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(waitMillis);
    }

    /** Whether the server answers such a question in a moment, be it that it does not want to. */
    static boolean answers(SocketAddress server, String name, int type) {
        try (PlainClient client = new PlainClient(server, PROBE_MILLIS)) {
            return client.ask(name(name), type).getRcode() != Rcode.SERVFAIL; // as it is while it loads
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A name that ends where its text ends. */
    static Name name(String text) throws IOException {
        return Name.fromString(text, Name.root);
    }

    /** A query with EDNS and without RD, with a random id. */
    static Message query(Name name, int type) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setID(ThreadLocalRandom.current().nextInt(LARGEST + 1));
        query.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
        return query;
    }

    /** Asks, and waits for the reply. */
    Message ask(Name name, int type) throws IOException {
        return answerTo(query(name, type).toWire());
    }

    /** Sends the query, and waits for the reply with its id. */
    Message answerTo(byte[] query) throws IOException {
        send(query);
        while (true) {
            byte[] reply = receive();
            if (reply[0] == query[0] && reply[1] == query[1]) {
                return new Message(reply);
            }
        }
    }

    void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, server));
    }

    byte[] receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** Whether nothing has come until now. */
    boolean hasNothing() {
        try {
            socket.setSoTimeout(1);
            receive();
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            try {
                socket.setSoTimeout(WAIT_MILLIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
