package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadResultTest {
    @Test
    void makesRatesAndPercentilesOfCounts() throws Exception {
        Sample sample = new Sample();
        parsed(1000, 0, 0, 10, "[[100000,980],[500000,15],[2000000,5]]").put(sample, "queries");
        assertThat(sample.values()).containsEntry("queries/s", 500.0);
        assertThat(sample.values().get("p50 us")).isCloseTo(100, within(0.2));
        assertThat(sample.values().get("p99 us")).isCloseTo(500, within(1.0));
        assertThat(sample.values().get("p999 us")).isCloseTo(2000, within(4.0));
        assertThat(sample.notes()).isEmpty();
    }

    @Test
    void tellsOfLosses() throws Exception {
        Sample sample = new Sample();
        parsed(1000, 7, 0, 10, "[[1000,1000]]").put(sample, "queries");
        assertThat(sample.notes()).containsExactly("7 of 1007 questions lost");
    }

    @Test
    void refusesWrongAnswers() throws Exception {
        LoadResult result = parsed(1000, 0, 1, 10, "[[1000,1000]]");
        assertThatThrownBy(result::checkedThrough).hasMessage("1 answers of 1000 were wrong");
    }

    @Test
    void refusesNoAnswersAndUncheckedOnes() throws Exception {
        LoadResult none = parsed(0, 10, 0, 0, "[]");
        assertThatThrownBy(none::checkedThrough).hasMessage("none of 10 questions was answered");
        LoadResult unchecked = parsed(5000, 0, 0, 0, "[[1000,5000]]");
        assertThatThrownBy(unchecked::checkedThrough).hasMessageContaining("was compared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]"})
    void refusesWhatIsNoResult(String line) {
        assertThatThrownBy(() -> LoadResult.parse(line))
                .isInstanceOf(ContenderException.class)
                .hasMessage("the load generator should print a result, found: " + line);
    }

    private static LoadResult parsed(long answered, long lost, long wrong, long checked, String latencies)
            throws ContenderException {
        return LoadResult.parse(
                "{\"seconds\":2.0,\"asked\":%d,\"answered\":%d,\"lost\":%d,\"wrong\":%d,\"checked\":%d,\"latencies\":%s}"
                        .formatted(answered + lost, answered, lost, wrong, checked, latencies));
    }
}
