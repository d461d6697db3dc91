package org.hedgerow.server.tables;

import java.nio.charset.StandardCharsets;
import org.hedgerow.record.PrintableText;

/** What was expected in a line of a table file, and what was found. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    private final String problem;

    /** What the message of {@code cause} says. */
    BadLineException(IllegalArgumentException cause) {
        this(String.valueOf(cause.getMessage()));
    }

    BadLineException(String expected, String found) {
        this(expected, found.getBytes(StandardCharsets.UTF_8));
    }

    private BadLineException(String expected, byte[] found) {
        this(expected, found, 0, found.length);
    }

    BadLineException(String expected, byte[] bytes, int from, int to) {
        this("expected " + expected + ", found \"" + PrintableText.of(bytes, from, to) + '"');
    }

    private BadLineException(String problem) {
        super(problem, null, false, false); // without a trace, for a large file may have a bad line after the other
        this.problem = problem;
    }

    /** The same problem, with something said before. */
    BadLineException with(String remark) {
        return new BadLineException(remark + problem);
    }

    String problem() {
        return problem;
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
