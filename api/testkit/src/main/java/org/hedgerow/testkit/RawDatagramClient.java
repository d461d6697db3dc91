package org.hedgerow.testkit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A small client over a plain blocking datagram socket on the loopback interface, which shares no code with any transport.
 * It is not connected: it hears everybody. Text is UTF-8. A receive waits {@value #READ_SECONDS} seconds at most. One thread
 * may receive while another sends.
 */
public final class RawDatagramClient implements AutoCloseable {
    /** After how many seconds a receive fails with a {@link java.net.SocketTimeoutException}. */
    public static final int READ_SECONDS = 30;

    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;
    private final SocketAddress server;
    private final DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);

    private RawDatagramClient(DatagramSocket socket, SocketAddress server) {
        this.socket = socket;
        this.server = server;
    }

    /** A client of this server. */
    public static RawDatagramClient of(SocketAddress server) throws IOException {
        return bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server);
    }

    /** A client of this server that sends from this address, and so can be its own server. */
    public static RawDatagramClient bound(SocketAddress local, SocketAddress server) throws IOException {
        DatagramSocket socket = new DatagramSocket(local);
        try {
            socket.setSoTimeout(READ_SECONDS * 1000);
            return new RawDatagramClient(socket, server);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends the text to the server, as one datagram. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the bytes to the server, as one datagram. */
    public void send(byte[] bytes) throws IOException {
        send(bytes, server);
    }

    /** Sends the bytes to whomever, as one datagram. */
    public void send(byte[] bytes, SocketAddress to) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** Waits for the next datagram. */
    public byte[] receive() throws IOException {
        packet.setLength(LARGEST);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** Waits for the next datagram, and reads it as text. */
    public String receiveText() throws IOException {
        return new String(receive(), StandardCharsets.UTF_8);
    }

    /** Who has sent the datagram that was received last. */
    public SocketAddress sender() {
        return packet.getSocketAddress();
    }

    /** The client's own address, as the server sees it. */
    public SocketAddress localAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }
}
