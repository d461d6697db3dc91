package org.hedgerow.testkit;

import java.nio.ByteBuffer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;

/** Sends back what it gets. */
final class EchoHandler implements ConnectionHandler {
    static void echo(Connection connection, ByteBuffer bytes) {
        connection.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        echo(connection, bytes);
    }
}
