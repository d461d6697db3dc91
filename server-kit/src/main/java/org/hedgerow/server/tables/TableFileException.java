package org.hedgerow.server.tables;

import java.io.IOException;
import java.util.List;

/** A table file is refused, because some of its lines are bad. The message has a line for each of them. */
public final class TableFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final String[] problems; // an array, for a list need not be serializable
    private final int total;

    TableFileException(List<String> problems, int total) {
        super(message(problems, total));
        this.problems = problems.toArray(String[]::new);
        this.total = total;
    }

    /**
     * What is wrong, in the order of the lines, as {@code ts1.txt:7: expected an IPv4 or IPv6 address, found "1.2.3.400"};
     * the first {@value TableFile#MAX_PROBLEMS}.
     */
    public List<String> problems() {
        return List.of(problems);
    }

    /** How many lines are bad, with those that {@link #problems()} leaves out. */
    public int total() {
        return total;
    }

    private static String message(List<String> problems, int total) {
        String all = String.join("\n", problems);
        return total > problems.size() ? all + "\nand " + (total - problems.size()) + " more" : all;
    }
}
