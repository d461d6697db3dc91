package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of all queries of a load.
 *
 * @param asked how many queries there were, those that were sent again counted once
 * @param answered how many of them had the right answer
 * @param timedOut of how many it was said that nobody told in time
 * @param again how many were sent again, since their connection had ended
 * @param problems what should not have been: replies to other queries or none, connections that ended
 */
record Outcomes(long asked, long answered, long timedOut, long again, List<String> problems) {
    Outcomes plus(Outcomes other) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new Outcomes(
                asked + other.asked, answered + other.answered, timedOut + other.timedOut, again + other.again, all);
    }

    /** Sees to it that each query has had one reply, which is the right answer. */
    void assertAllAnswered() {
        assertThat(this).isEqualTo(new Outcomes(asked, asked, 0, again, List.of()));
    }
}
