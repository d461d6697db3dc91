package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.testkit.RawClient;
import org.xbill.DNS.Type;

/** A server that still answers, whatever has come before. */
abstract class BadInputFixture extends PeerFixture {
    static final int LONGEST = 600;
    static final int MAX_MESSAGE = 65_535;

    ResolverServer server;

    void start(String transport) throws IOException {
        server = tableServer(transport(transport), Zones.princeton().table());
    }

    void stillAnswers() throws Exception {
        assertThat(Tool.dig(server.address(), "www.princeton.edu").lines())
                .containsExactly("Www.princeton.edu. 300 IN A 128.1.1.4");
        assertThat(Tool.dig(server.address(), "+tcp", "alias.princeton.edu").lines())
                .hasSize(2);
    }

    static byte[] query() throws IOException {
        return PlainClient.query(PlainClient.name("www.princeton.edu"), Type.A).toWire();
    }

    static byte[] prefixed(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    /** What the client is sent until the connection ends, be it by a reset. */
    static byte[] readToEnd(RawClient client) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[LONGEST];
        try {
            InputStream input = client.input();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                read.write(buffer, 0, count);
            }
        } catch (SocketException reset) {
            // and that is all
        }
        return read.toByteArray();
    }

    /** Whether nothing comes but the end, be it by a reset. */
    static boolean end(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
