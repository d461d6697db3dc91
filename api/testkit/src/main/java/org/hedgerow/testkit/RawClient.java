package org.hedgerow.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A small client over a plain blocking socket without delay (TCP_NODELAY), which shares no code with any transport. Text
 * is UTF-8. A read waits {@value #READ_SECONDS} seconds at most. One thread may read while another writes.
 */
public final class RawClient implements StreamPeer {
    /** After how many seconds a read fails with a {@link java.net.SocketTimeoutException}. */
    public static final int READ_SECONDS = 30;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Connects to a server. */
    public static RawClient connect(SocketAddress server) throws IOException {
        return connect(server, 0);
    }

    /** Connects to a server on this host. */
    public static RawClient connect(int port) throws IOException {
        return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    /** Connects with a receive buffer of about so many octets, so that a slow reader is felt soon; 0 is the system's. */
    public static RawClient connect(SocketAddress server, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            // Before it is connected: a server may reset it at once.
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_SECONDS * 1000);
            socket.connect(server, READ_SECONDS * 1000);
            return new RawClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends the text, as one write. */
    @Override
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the bytes, as one write. */
    @Override
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends the text and a line feed, as one write. */
    public void sendLine(String line) throws IOException {
        send(line + "\n");
    }

    /**
     * Reads so many octets, exactly.
     *
     * @throws EOFException if the stream ends before
     */
    @Override
    public String read(int octets) throws IOException {
        byte[] bytes = in.readNBytes(octets);
        if (bytes.length < octets) {
            throw new EOFException("expected " + octets + " octets, found the end after \""
                    + new String(bytes, StandardCharsets.UTF_8) + "\"");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Waits for something to arrive and reads it, {@code most} octets of it at most; empty at the end of the stream. */
    public String readAvailable(int most) throws IOException {
        byte[] bytes = new byte[most];
        int octets = in.read(bytes);
        return octets < 0 ? "" : new String(bytes, 0, octets, StandardCharsets.UTF_8);
    }

    /**
     * Reads a line, without its LF or CRLF.
     *
     * @throws EOFException if the stream ends before
     */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("expected a line, found the end after \"" + line + "\"");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Reads until the server closes its side. */
    @Override
    public String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Says that nothing more will be sent; reading goes on. */
    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Cuts the connection by a reset (RST). */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** What arrives. */
    public InputStream input() {
        return in;
    }

    /** What is sent. */
    public OutputStream output() {
        return out;
    }

    /** The client's own address, as the server sees it. */
    public SocketAddress localAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
