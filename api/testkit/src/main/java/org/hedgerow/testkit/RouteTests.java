package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a route is needed for, in a network of its own, which takes Linux, and root or namespaces for users. */
interface RouteTests extends TransportTests {

    /** A datagram for which there is no route any more is told of at once, as is a question in it. */
    @Test
    default void aRouteThatIsLostIsToldOfAtOnce() throws Exception {
        OwnProcess program = OwnProcess.start(
                bench(), network(), RoutelessProgram.class, getClass().getName());
        String said = program.said();
        assertThat(program.exitCode()).as(said).isZero();
        assertThat(said)
                .contains("the port: java.", "the question: Failed[reason=UNREACHABLE")
                .contains("Network is unreachable");
    }

    private static List<String> network() throws InterruptedException {
        for (List<String> way : List.of(
                List.of("unshare", "--net"), List.of("unshare", "--map-current-user", "--keep-caps", "--net"))) {
            List<String> command = new ArrayList<>(way);
            command.addAll(List.of("ip", "link"));
            try {
                if (new ProcessBuilder(command).start().waitFor() == 0) {
                    return way;
                }
            } catch (IOException e) {
                return abort("unshare or ip is missing: install the packages util-linux and iproute2 of Debian");
            }
        }
        return abort("there is no network of its own to be had, as without root");
    }
}
