package org.hedgerow.server.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;

class MemoryTableSourceTest {
    private final MemoryTableSource source = MemoryTableSource.empty();
    private final AtomicInteger switches = new AtomicInteger();

    private static DomainName name(String name) {
        return DomainName.of(name);
    }

    private static ResourceRecord record(String line) {
        try {
            return TableFile.parse("test", line.getBytes(UTF_8)).get(0);
        } catch (TableFileException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private List<String> addresses(String name) {
        return source.current().find(Question.of(name)) instanceof Found found
                ? found.records().stream()
                        .map(each -> each.ttl() + " " + each.data())
                        .toList()
                : List.of();
    }

    @Test
    void recordsArePutBesideOthersAndTakenAway() {
        source.put(record("a 60 A 10.0.0.1"), record("b 60 A 10.0.0.2"));
        source.put(record("A 60 A 10.0.0.3"));
        assertThat(addresses("a")).containsExactly("60 10.0.0.1", "60 10.0.0.3");
        source.put(record("a 60 TXT text"));
        source.remove(name("A"), RecordType.A);
        assertThat(addresses("a")).isEmpty();
        assertThat(source.current().size()).isEqualTo(2);
        source.remove(name("a"));
        assertThat(source.current().size()).isEqualTo(1);
        assertThat(addresses("b")).containsExactly("60 10.0.0.2");
    }

    @Test
    void aRecordThatIsThereGetsItsNewTtl() {
        source.put(record("a 60 A 10.0.0.1"));
        source.put(record("a 600 A 10.0.0.1"));
        assertThat(addresses("a")).containsExactly("600 10.0.0.1");
    }

    @Test
    void severalChangesAreOneSwitch() {
        source.put(record("a 60 A 10.0.0.1"));
        source.onSwitch(switches::incrementAndGet);
        source.edit(edit -> edit.remove(name("a"))
                .put(record("a 60 CNAME b"))
                .put(record("b 60 A 10.0.0.1"))
                .remove(name("c"), RecordType.ANY));
        assertThat(switches).hasValue(1);
        assertThat(source.current().size()).isEqualTo(2);
        assertThat(source.health().generation()).isEqualTo(3);
    }

    @Test
    void othersMayTakeThePlaceOfAllRecordsAtOnce() {
        source.put(record("a 60 A 10.0.0.1"), record("b 60 A 10.0.0.2"));
        source.onSwitch(switches::incrementAndGet);
        source.replace(List.of(record("b 60 A 10.0.0.3"), record("c 60 A 10.0.0.4")));
        assertThat(addresses("a")).isEmpty();
        assertThat(addresses("b")).containsExactly("60 10.0.0.3");
        assertThat(addresses("c")).containsExactly("60 10.0.0.4");
        assertThat(switches).hasValue(1);
        assertThat(source.health().generation()).isEqualTo(3);
    }

    @Test
    void whatChangesNothingIsNoSwitch() {
        source.put(record("a 60 A 10.0.0.1"));
        source.onSwitch(switches::incrementAndGet);
        source.put(record("a 60 A 10.0.0.1"));
        source.remove(name("nobody"));
        assertThat(switches).hasValue(0);
    }

    @Test
    void recordsThatCannotBeTogetherChangeNothing() {
        source.put(record("a 60 A 10.0.0.1"));
        Table before = source.current();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.put(record("b 60 A 10.0.0.1"), record("a 60 CNAME b")))
                .withMessageContaining("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.replace(List.of(record("a 60 CNAME b"), record("a 60 CNAME c"))));
        assertThatIllegalStateException()
                .isThrownBy(() -> source.edit(edit -> {
                    edit.remove(name("a"));
                    throw new IllegalStateException("changed my mind");
                }));
        assertThat(source.current()).isSameAs(before);
        assertThat(source.health().isGood()).isTrue();
    }

    @Test
    void noChangeOfManyThreadsIsLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ResourceRecord record = record("n" + i + " 60 A 10.0.0.1");
            changes.add(threads.submit(() -> source.put(record)));
        }
        for (Future<?> change : changes) {
            change.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(source.current().size()).isEqualTo(200);
        assertThat(source.health().generation()).isEqualTo(201);
    }

    @Test
    void anEditThatEditsTheSourceItselfIsRefused() {
        source.put(record("a 60 A 10.0.0.1"));
        assertThatIllegalStateException()
                .isThrownBy(() -> source.edit(edit -> source.put(record("b 60 A 10.0.0.2"))))
                .withMessage("expected changes by the edit that is under way");
        assertThat(source.current().size()).isEqualTo(1);
        source.put(record("b 60 A 10.0.0.2"));
        assertThat(source.current().size()).isEqualTo(2);
    }

    @Test
    void manyChangesThatNobodyAsksInBetweenMakeOneTable() {
        int[] builds = {0};
        source.onSwitch(() -> builds[0]++);
        long before = allocated();
        for (int i = 0; i < 4_000; i++) {
            source.put(record("n" + i + " 60 A 10.0.0.1"));
        }
        long first = allocated() - before;
        for (int i = 4_000; i < 8_000; i++) {
            source.put(record("n" + i + " 60 A 10.0.0.1"));
        }
        long second = allocated() - before - first;
        assertThat(second).as("bytes, after %d", first).isLessThan(2 * first);
        assertThat(builds[0]).isEqualTo(8_000);
        assertThat(source.health().records()).isEqualTo(8_000);
        assertThat(source.current().size()).isEqualTo(8_000);
        assertThat(source.health().generation()).isEqualTo(8_001);
    }

    @Test
    void aListenerGetsTheTableOfEachChangeThoughNobodyAsks() {
        List<String> sizes = new ArrayList<>();
        source.put(record("a 60 A 10.0.0.1"));
        source.onSwitch((before, now) -> sizes.add(before.size() + "-" + now.size()));
        source.put(record("b 60 A 10.0.0.2"), record("c 60 A 10.0.0.3"));
        source.replace(List.of());
        source.put(record("a 60 A 10.0.0.1"));
        assertThat(sizes).containsExactly("1-3", "3-0", "0-1");
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    @Test
    void aChangeIsSeenByWhoeverAsksNextHoweverOftenItWasAskedBefore() {
        for (int i = 0; i < 50; i++) {
            source.put(record("n" + i + " 60 A 10.0.0.1"));
            if (i % 3 == 0) {
                assertThat(addresses("n" + i)).containsExactly("60 10.0.0.1");
                source.put(record("m" + i + " 60 A 10.0.0.1"));
                assertThat(addresses("m" + i)).containsExactly("60 10.0.0.1");
            }
        }
        source.replace(List.of(record("a 60 A 10.0.0.1")));
        source.put(record("b 60 A 10.0.0.1"));
        source.remove(name("a"));
        assertThat(source.current().size()).isEqualTo(1);
        assertThat(addresses("b")).containsExactly("60 10.0.0.1");
    }

    @Test
    void anEditThatIsKeptChangesNothingLater() {
        MemoryTableSource.Edit[] kept = new MemoryTableSource.Edit[1];
        source.edit(edit -> kept[0] = edit.put(record("a 60 A 10.0.0.1")));
        kept[0].put(record("a 60 A 10.0.0.2"));
        source.put(record("b 60 A 10.0.0.1"));
        assertThat(addresses("a")).containsExactly("60 10.0.0.1");
    }

    @Test
    void questionsAreNotHeldUpByAnEdit() throws Exception {
        source.put(record("a 60 A 10.0.0.1"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        source.edit(edit -> {
            edit.put(record("b 60 A 10.0.0.1"));
            Future<Integer> asked = other.submit(() -> source.current().size());
            assertThat(asked).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
        });
        other.shutdown();
        assertThat(source.current().size()).isEqualTo(2);
    }

    @Test
    void aListenerThatFailsDoesNotFailTheChange() {
        source.onSwitch(() -> {
            throw new IllegalStateException("on purpose");
        });
        source.onSwitch(switches::incrementAndGet);
        source.put(record("a 60 A 10.0.0.1"));
        assertThat(switches).hasValue(1);
        assertThat(source.current().size()).isEqualTo(1);
    }

    @Test
    void whatIsReplacedIsServedAndCounted() {
        source.put(record("a 60 A 10.0.0.1"));
        source.onSwitch(switches::incrementAndGet);
        source.replace(List.of(record("b 60 A 10.0.0.2"), record("c 60 A 10.0.0.3")));
        assertThat(addresses("a")).isEmpty();
        assertThat(addresses("b")).containsExactly("60 10.0.0.2");
        assertThat(switches).hasValue(1);
        assertThat(source.health().records()).isEqualTo(2);
        assertThat(source.health().generation()).isEqualTo(3);
    }
}
