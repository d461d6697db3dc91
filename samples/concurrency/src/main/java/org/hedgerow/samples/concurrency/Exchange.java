package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes requests, one connection each, on a plain blocking socket. For one thread. */
final class Exchange {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final byte[] ERROR = "error: ".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final long wanted;
    private final byte[] request;
    private final byte[] buffer = new byte[64 * 1024];
    private long received;

    Exchange(InetSocketAddress server, long wanted) {
        this.server = server;
        this.wanted = wanted;
        request = (wanted + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Connects, asks, and reads and counts until all has come that it asked for; then it is done, and closes. */
    Outcome run() {
        received = 0;
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server, TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            return read(socket.getInputStream());
        } catch (IOException e) {
            return Outcome.of(e);
        }
    }

    /** How many octets the last one got. */
    long received() {
        return received;
    }

    private Outcome read(InputStream in) throws IOException {
        boolean error = false;
        while (received < wanted) {
            int octets = in.read(buffer);
            if (octets < 0) {
                return error ? Outcome.ERROR_LINE : Outcome.SHORT;
            }
            error |= received == 0
                    && octets >= ERROR.length
                    && Arrays.equals(buffer, 0, ERROR.length, ERROR, 0, ERROR.length);
            received += octets;
        }
        if (received == wanted) {
            return Outcome.OK; // some servers close now, some leave that to the client
        }
        return error ? Outcome.ERROR_LINE : Outcome.LONG;
    }
}
