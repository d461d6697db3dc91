package org.hedgerow.table;

import org.hedgerow.record.ResourceRecord;

/** A record cannot be in a table together with one that came before, of the same name. The message says why. */
public final class RecordConflictException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String expected;
    private final String found;
    private final int earlier;

    RecordConflictException(String expected, ResourceRecord found, int earlier) {
        this(expected, found.type() + " " + found.data(), earlier);
    }

    private RecordConflictException(String expected, String found, int earlier) {
        super("expected " + expected + ", found \"" + found + '"');
        this.expected = expected;
        this.found = found;
        this.earlier = earlier;
    }

    /** What would have been right, as {@code nothing of a.example beside its CNAME record}. */
    public String expected() {
        return expected;
    }

    /** The type and the data of the record, as {@code A 192.0.2.1}. */
    public String found() {
        return found;
    }

    /** The number of the record that came before, counted from 0 over all that the table has taken. */
    public int earlier() {
        return earlier;
    }
}
