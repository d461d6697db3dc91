package org.hedgerow.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;

/** Speaks the line format as a server that answers at once and in no order; the format's own keeps the order of the queries. */
final class CourseServer implements ConnectionHandler {
    private final StringBuilder input = new StringBuilder();
    private final boolean bare;

    /** A server that takes whatever comes at once for one name, or whatever ends with LF. */
    CourseServer(boolean bare) {
        this.bare = bare;
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        input.append(StandardCharsets.UTF_8.decode(bytes));
        if (bare) {
            input.append('\n');
        }
        for (int end = input.indexOf("\n"); end >= 0; end = input.indexOf("\n")) {
            reply(connection, input.substring(0, end));
            input.delete(0, end + 1);
        }
    }

    private static void reply(Connection connection, String name) {
        if (!name.equalsIgnoreCase(KnownRecords.UNANSWERED.name().toString())) {
            String said = name.equalsIgnoreCase(KnownRecords.NAME) ? " 192.0.2.1 A IN\n" : " - TIMED OUT\n";
            byte[] reply = (name + said).getBytes(StandardCharsets.UTF_8);
            connection.write(reply, 0, reply.length);
        }
    }
}
