package org.hedgerow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hedgerow.testkit.ManualLane;
import org.junit.jupiter.api.Test;

class DelayLineTest {
    private static final Duration DELAY = Duration.ofMillis(500);

    private final ManualLane lane = new ManualLane();
    private final long origin = lane.now();
    private final List<String> due = new ArrayList<>();
    private final DelayLine<String> line = new DelayLine<>(lane, DELAY.toNanos(), this::due);
    private Runnable onDue = () -> {};

    @Test
    void handsThemOverInTheirOrderEachAtItsTime() {
        lane.run(() -> line.add("a"));
        pass(100);
        lane.run(() -> line.add("b"));
        pass(399);
        assertThat(due).isEmpty();
        pass(1);
        assertThat(due).containsExactly("a at 500");
        pass(1000);
        assertThat(due).containsExactly("a at 500", "b at 600");
        assertThat(lane.timers()).isZero();
    }

    @Test
    void takesOneBackWhereverItStands() {
        List<DelayLine.Place<String>> places = new ArrayList<>();
        lane.run(() -> List.of("a", "b", "c", "d", "e").forEach(each -> places.add(line.add(each))));
        lane.run(() -> List.of(0, 2, 4, 2, 0).forEach(each -> places.get(each).leave()));
        pass(500);
        assertThat(due).containsExactly("b at 500", "d at 500");
        lane.run(() -> places.forEach(DelayLine.Place::leave));
        assertThat(lane.timers()).isZero();
    }

    @Test
    void goesOnAfterAllWereTakenBack() {
        lane.run(() -> line.add("a").leave());
        pass(200);
        lane.run(() -> line.add("b"));
        pass(1000);
        assertThat(due).containsExactly("b at 700");
    }

    /** Once, the timer was set for the one that was added, and what had waited before was late. */
    @Test
    void isNotLateForThoseThatWaitWhenOneIsAddedFromWithin() {
        onDue = () -> {
            onDue = () -> {};
            line.add("again");
        };
        lane.run(() -> line.add("a"));
        pass(100);
        lane.run(() -> line.add("b"));
        pass(2000);
        assertThat(due).containsExactly("a at 500", "b at 600", "again at 1000");
    }

    @Test
    void isNotLateForOthersWhenOneThrows() {
        onDue = () -> {
            onDue = () -> {};
            throw new IllegalStateException("as told");
        };
        lane.run(() -> {
            line.add("a");
            line.add("b");
        });
        assertThatIllegalStateException().isThrownBy(() -> pass(500));
        lane.runAll();
        assertThat(due).containsExactly("a at 500", "b at 500");
    }

    @Test
    void takesAllBackInTheirOrder() {
        List<String> taken = new ArrayList<>();
        lane.run(() -> {
            line.add("a");
            DelayLine.Place<String> gone = line.add("b");
            DelayLine.Place<String> last = line.add("c");
            gone.leave();
            line.clear(each -> {
                taken.add(each);
                last.leave();
            });
        });
        assertThat(taken).containsExactly("a", "c");
        assertThat(lane.timers()).isZero();
        lane.run(() -> line.add("d"));
        pass(500);
        assertThat(due).containsExactly("d at 500");
    }

    /** Once, whoever kept one that was long gone kept all that came after it. */
    @Test
    void oneThatIsGoneHoldsNoOther() {
        List<DelayLine.Place<String>> kept = new ArrayList<>();
        List<WeakReference<DelayLine.Place<String>>> later = new ArrayList<>();
        lane.run(() -> {
            kept.add(line.add("kept"));
            DelayLine.Place<String> next = line.add("next");
            later.add(new WeakReference<>(next));
            kept.get(0).leave();
            next.leave();
        });
        for (int i = 0; i < 100 && later.get(0).get() != null; i++) {
            System.gc();
        }
        assertThat(later.get(0).get()).isNull();
        assertThat(kept).hasSize(1);
    }

    @Test
    void isAsGoodAsATimerForEach() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        List<DelayLine.Place<String>> places = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int millis = 0;
        onDue = () -> {
            if (random.nextInt(4) == 0) {
                add(names, places, expected);
            }
        };
        for (int i = 0; i < 3000; i++) {
            if (random.nextInt(3) > 0) {
                lane.run(() -> add(names, places, expected));
            } else if (!places.isEmpty()) {
                int back = Math.max(0, places.size() - 1 - random.nextInt(20));
                String name = names.get(back);
                if (due.stream().noneMatch(each -> each.startsWith(name + " "))) {
                    expected.removeIf(each -> each.startsWith(name + " "));
                }
                lane.run(() -> places.get(back).leave());
            }
            int step = random.nextInt(60);
            pass(step);
            millis += step;
        }
        pass(5000);
        onDue = () -> {};
        pass(5000);
        assertThat(due).as("seed %d after %d ms", seed, millis).isEqualTo(expected);
        assertThat(lane.timers()).isZero();
    }

    private void add(List<String> names, List<DelayLine.Place<String>> places, List<String> expected) {
        String name = "thing" + names.size();
        names.add(name);
        places.add(line.add(name));
        expected.add(name + " at " + (millisNow() + DELAY.toMillis()));
    }

    private void due(String thing) {
        due.add(thing + " at " + millisNow());
        onDue.run();
    }

    private long millisNow() {
        return Duration.ofNanos(lane.now() - origin).toMillis();
    }

    private void pass(int millis) {
        lane.advance(Duration.ofMillis(millis));
    }
}
