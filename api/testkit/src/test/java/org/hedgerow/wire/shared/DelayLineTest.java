package org.hedgerow.wire.shared;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final DelayLine<Thing> line = new DelayLine<>(lane, DELAY.toNanos(), this::due);
    private Runnable onDue = () -> {};

    @Test
    void handsThemOverInTheirOrderEachAtItsTime() {
        lane.run(() -> add("a"));
        pass(100);
        lane.run(() -> add("b"));
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
        List<Thing> places = new ArrayList<>();
        lane.run(() -> List.of("a", "b", "c", "d", "e").forEach(each -> places.add(add(each))));
        lane.run(() -> List.of(0, 2, 4, 2, 0).forEach(each -> places.get(each).takeBack()));
        pass(500);
        assertThat(due).containsExactly("b at 500", "d at 500");
        lane.run(() -> places.forEach(Thing::takeBack));
        assertThat(lane.timers()).isZero();
    }

    @Test
    void goesOnAfterAllWereTakenBack() {
        lane.run(() -> add("a").takeBack());
        pass(200);
        lane.run(() -> add("b"));
        pass(1000);
        assertThat(due).containsExactly("b at 700");
    }

    /** Once, the timer was set for the one that was added, and what had waited before was late. */
    @Test
    void isNotLateForThoseThatWaitWhenOneIsAddedFromWithin() {
        onDue = () -> {
            onDue = () -> {};
            add("again");
        };
        lane.run(() -> add("a"));
        pass(100);
        lane.run(() -> add("b"));
        pass(2000);
        assertThat(due).containsExactly("a at 500", "b at 600", "again at 1000");
    }

    @Test
    void isNotLateForOthersWhenOneThrows() {
        onDue = () -> {
            onDue = () -> {};
            throw new AssertionError("as told");
        };
        lane.run(() -> {
            add("a");
            add("b");
        });
        pass(500);
        assertThat(due).containsExactly("a at 500", "b at 500");
    }

    @Test
    void takesAllBackThoughOneThrows() {
        List<String> taken = new ArrayList<>();
        lane.run(() -> {
            add("a");
            add("b");
            line.clear(each -> {
                taken.add(each.name);
                throw new AssertionError("as told");
            });
        });
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void takesAllBackInTheirOrder() {
        List<String> taken = new ArrayList<>();
        lane.run(() -> {
            add("a");
            Thing gone = add("b");
            Thing last = add("c");
            gone.takeBack();
            line.clear(each -> {
                taken.add(each.name);
                last.takeBack();
            });
        });
        assertThat(taken).containsExactly("a", "c");
        assertThat(lane.timers()).isZero();
        lane.run(() -> add("d"));
        pass(500);
        assertThat(due).containsExactly("d at 500");
    }

    /** Once, whoever kept one that was long gone kept all that came after it. */
    @Test
    void oneThatIsGoneHoldsNoOther() {
        List<Thing> kept = new ArrayList<>();
        List<WeakReference<Thing>> later = new ArrayList<>();
        lane.run(() -> {
            kept.add(add("kept"));
            Thing next = add("next");
            later.add(new WeakReference<>(next));
            kept.get(0).takeBack();
            next.takeBack();
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
        List<Thing> places = new ArrayList<>();
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
                lane.run(() -> places.get(back).takeBack());
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

    private void add(List<String> names, List<Thing> places, List<String> expected) {
        String name = "thing" + names.size();
        names.add(name);
        places.add(add(name));
        expected.add(name + " at " + (millisNow() + DELAY.toMillis()));
    }

    private void due(Thing thing) {
        due.add(thing.name + " at " + millisNow());
        onDue.run();
    }

    private Thing add(String name) {
        Thing thing = new Thing(name);
        line.add(thing);
        return thing;
    }

    private long millisNow() {
        return Duration.ofNanos(lane.now() - origin).toMillis();
    }

    private void pass(int millis) {
        lane.advance(Duration.ofMillis(millis));
    }

    private static final class Thing extends DelayLine.Place {
        private final String name;

        Thing(String name) {
            this.name = name;
        }
    }
}
