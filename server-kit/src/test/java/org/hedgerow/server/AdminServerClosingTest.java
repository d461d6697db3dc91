package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.Socket;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.Test;

/** What is left of a server of health; asked by clients that have no threads of their own. */
class AdminServerClosingTest {
    @Test
    void leavesNothingBehind() throws Exception {
        Leaks leaks = Leaks.snapshot();
        AdminServer other = AdminServer.builder().start();
        try (Socket done = RawHttp.connect(other)) { // not by a client that has threads of its own
            RawHttp.send(done, "GET /health HTTP/1.0\r\n\r\n");
            assertThat(RawHttp.readToEnd(done)).startsWith("HTTP/1.1 200 ");
        }
        Socket open = RawHttp.connect(other);
        RawHttp.send(open, "GET");
        other.close();
        assertThat(RawHttp.readToEnd(open)).isEmpty();
        open.close();
        leaks.assertNone();
    }

    @Test
    void anAddressThatIsTakenIsRefusedAndLeavesNothing() throws Exception {
        try (AdminServer other = AdminServer.builder().start()) {
            Leaks leaks = Leaks.snapshot();
            assertThatIOException()
                    .isThrownBy(
                            () -> AdminServer.builder().listen(other.address()).start())
                    .withMessageContaining("in use");
            leaks.assertNone();
        }
    }
}
