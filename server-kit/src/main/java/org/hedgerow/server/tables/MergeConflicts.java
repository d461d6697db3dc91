package org.hedgerow.server.tables;

import java.util.List;
import java.util.Objects;

/**
 * Names that several sources of a {@link MergedTableSource} have, with other records.
 *
 * @param total how many there are
 * @param first the first {@value #MAX_TOLD} of them, as {@code www.example.com: from "a", not from "b"}
 */
public record MergeConflicts(int total, List<String> first) {
    /** How many are told; the others are counted. */
    public static final int MAX_TOLD = 20;

    /** Makes the list unmodifiable. */
    public MergeConflicts {
        first = List.copyOf(Objects.requireNonNull(first, "first"));
    }

    @Override
    public String toString() {
        String all = String.join("; ", first);
        return total > first.size() ? all + "; and " + (total - first.size()) + " more" : all;
    }
}
