package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.junit.jupiter.api.Test;

/** How many requests there may be at once. */
class OpenRequestsTest {
    private final ManualLane lane = new ManualLane();
    private final OpenRequests requests = new OpenRequests(2);
    private final List<ScriptedConnection> clients = new ArrayList<>();

    private ScriptedConnection connect() {
        ScriptedConnection client = ScriptedConnection.accepted(
                lane,
                () -> new HttpServing(request -> HttpReply.of("200 OK", HttpReply.TEXT, request.path()), requests));
        lane.runAll();
        clients.add(client);
        return client;
    }

    @Test
    void theOldestMakesRoomForAnother() {
        for (int i = 0; i < 4; i++) {
            connect();
        }
        assertThat(clients).extracting(ScriptedConnection::isReset).containsExactly(true, true, false, false);
    }

    @Test
    void oneThatIsOverTakesNoRoom() {
        ScriptedConnection waits = connect();
        for (int i = 0; i < 10; i++) {
            ScriptedConnection client = connect();
            client.receive("GET /path HTTP/1.0\r\n\r\n");
            assertThat(client.sent()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n/path");
            assertThat(client.isReset()).isFalse();
        }
        assertThat(waits.isReset()).isFalse();
    }
}
