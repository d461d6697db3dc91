package org.hedgerow.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/** Clients that say what the test has them say, and no more. */
final class RawHttp {
    private RawHttp() {}

    static Socket connect(AdminServer to) throws IOException {
        Socket client = new Socket(to.address().getAddress(), to.address().getPort());
        client.setSoTimeout(30_000);
        return client;
    }

    static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** What comes until the end; nothing if that is a reset. */
    static String readToEnd(Socket client) throws IOException {
        try {
            return new String(client.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException e) {
            return "";
        }
    }
}
