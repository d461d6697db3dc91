package org.hedgerow.server.tables;

import java.util.function.Consumer;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.RecordConflictException;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableBuilder;

/** The records of files as they are read, where each of them is, and what is wrong with others. */
final class ReadRecords {
    private final TableBuilder table = Table.builder();
    private final Consumer<ResourceRecord> witness;
    private final boolean strict;
    private final Places places = new Places();
    private final Problems problems = new Problems();
    private final Warnings warnings = new Warnings();
    private final Unserved unserved = new Unserved(warnings);
    private Source source = new Source("", "");

    /**
     * None yet.
     *
     * @param witness sees each record that is taken
     * @param strict whether there are problems instead of lines that are passed over
     */
    ReadRecords(Consumer<ResourceRecord> witness, boolean strict) {
        this.witness = witness;
        this.strict = strict;
    }

    /**
     * A file.
     *
     * @param name what problems call it
     * @param remark what problems with its lines say before; may be empty
     */
    record Source(String name, String remark) {}

    /** What is read from now on is of that file. */
    void begin(Source source) {
        this.source = source;
        places.begin(source.name());
    }

    /** The file that is read. */
    Source source() {
        return source;
    }

    /** Takes a record that is in that line, unless it cannot be beside others, which is a problem then. */
    void add(ResourceRecord record, int line) {
        if (Unserved.concerns(record.type())) {
            addConcerned(record, line);
        } else {
            take(record, line);
        }
    }

    /** Takes the record of that value, or passes over it, with a warning, if its data is text that is not known here. */
    void add(DomainName owner, int ttl, TypedValue value, int line) {
        RecordType type = value.type();
        RecordData data = value.data();
        if (data != null) {
            add(new ResourceRecord(owner, type, ttl, data), line);
        } else if (strict) {
            addProblem(new BadLineException("\"" + type + " \\# octets hex\"", type + " ..."), line);
        } else {
            String text = type + " records are passed over unless their data is written as \"\\# octets hex\"";
            warnings.add(places.here(line), type.toString(), text);
        }
    }

    private void addConcerned(ResourceRecord record, int line) {
        Place here = places.here(line);
        Place start = unserved.otherStart(record, here);
        if (start != null) {
            String expected = "no zone " + record.name() + " but the one that starts in " + start;
            problems.add(here, new BadLineException(expected, record.type() + " " + record.data()).problem());
        } else if (take(record, line)) {
            unserved.see(record, here);
        }
    }

    private boolean take(ResourceRecord record, int line) {
        try {
            table.add(record);
            places.add(line);
            witness.accept(record);
            return true;
        } catch (RecordConflictException e) {
            Place other = places.of(e.earlier());
            String expected = e.expected() + " in " + other.toldIn(source.name());
            problems.add(places.here(line), new BadLineException(expected, e.found()).problem());
            return false;
        }
    }

    /** Passes over a bad line, with a warning; false if it is a problem instead. */
    boolean passOver(BadLineException bad, int line) {
        if (strict) {
            addProblem(bad, line);
        } else {
            warnings.add(places.here(line), "bad line", "passed over: " + source.remark() + bad.problem());
        }
        return !strict;
    }

    void addProblem(BadLineException problem, int line) {
        addProblem(source.remark() + problem.problem(), line);
    }

    void addProblem(String problem, int line) {
        problems.add(places.here(line), problem);
    }

    /**
     * The table of all that were read, and what is odd about them.
     *
     * @throws TableFileException if lines are bad, or records do not go together
     */
    ReadTable table() throws TableFileException {
        problems.check();
        unserved.end();
        return new ReadTable(table, warnings.described());
    }
}
