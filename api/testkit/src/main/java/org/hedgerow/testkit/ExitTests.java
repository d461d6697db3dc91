package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A handler ends the JVM: {@link System#exit} waits for the hooks, one of which waits for the handler's lane. */
interface ExitTests extends TransportTests {

    /** In the lane of an accepted connection. */
    @Test
    default void aHookThatClosesTheTransportDoesNotWaitForALane() throws Exception {
        expectExit("accepted");
    }

    /** In a lane that connects. */
    @Test
    default void aHookThatClosesTheTransportDoesNotWaitForAConnectorsLane() throws Exception {
        expectExit("outgoing");
    }

    private void expectExit(String side) throws Exception {
        OwnProcess program = OwnProcess.start(
                bench(), List.of(), ExitingProgram.class, getClass().getName(), side);
        String said = program.said();
        assertThat(program.exitCode()).as(said).isEqualTo(ExitingProgram.CODE);
        assertThat(said).contains(ExitingProgram.CLOSED).doesNotContain("still run", "do not leave");
    }
}
