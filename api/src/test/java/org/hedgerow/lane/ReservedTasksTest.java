package org.hedgerow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservedTasksTest {
    private final ReservedTasks tasks = new ReservedTasks();
    private final List<String> run = new ArrayList<>();

    private ReservedTasks.Place place(String name) {
        return tasks.reserve(() -> run.add(name));
    }

    private void runAll() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    @Test
    void whatIsReservedWaitsUntilItIsHandedIn() {
        ReservedTasks.Place unused = place("never");
        assertThat(unused).isNotNull();
        assertThat(tasks.isEmpty()).isTrue();
        assertThat(tasks.poll()).isNull();
    }

    @Test
    void tasksComeOutInTheOrderInWhichTheyAreHandedIn() {
        ReservedTasks.Place one = place("one");
        ReservedTasks.Place two = place("two");
        ReservedTasks.Place three = place("three");
        two.handIn();
        assertThat(tasks.isEmpty()).isFalse();
        three.handIn();
        one.handIn();
        runAll();
        assertThat(run).containsExactly("two", "three", "one");
        assertThat(tasks.isEmpty()).isTrue();
    }

    @Test
    void aTaskThatWaitsIsNotHandedInAgainAndOneThatHasRunMayBe() {
        ReservedTasks.Place one = place("one");
        ReservedTasks.Place two = place("two");
        one.handIn();
        two.handIn();
        one.handIn();
        runAll();
        one.handIn();
        runAll();
        assertThat(run).containsExactly("one", "two", "one");
    }

    @Test
    void aTaskMayHandInOthersAndItself() {
        ReservedTasks.Place other = place("other");
        ReservedTasks.Place[] again = new ReservedTasks.Place[1];
        again[0] = tasks.reserve(() -> {
            run.add("itself");
            if (run.size() < 3) {
                again[0].handIn();
                other.handIn();
            }
        });
        again[0].handIn();
        runAll();
        assertThat(run).containsExactly("itself", "itself", "other", "itself");
    }

    @Test
    void noTaskIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> tasks.reserve(null)).withMessage("task");
    }
}
