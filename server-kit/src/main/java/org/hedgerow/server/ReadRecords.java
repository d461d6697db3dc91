package org.hedgerow.server;

import java.util.function.Consumer;
import org.hedgerow.ResourceRecord;
import org.hedgerow.table.RecordConflictException;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableBuilder;

/** The records of files as they are read, where each of them is, and what is wrong with others. */
final class ReadRecords {
    private final TableBuilder table = Table.builder();
    private final Consumer<ResourceRecord> witness;
    private final Places places = new Places();
    private final Problems problems = new Problems();
    private Source source = new Source("", "");

    /**
     * None yet.
     *
     * @param witness sees each record that is taken
     */
    ReadRecords(Consumer<ResourceRecord> witness) {
        this.witness = witness;
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
        try {
            table.add(record);
            places.add(line);
            witness.accept(record);
        } catch (RecordConflictException e) {
            Place other = places.of(e.earlier());
            String expected = e.expected() + " in " + other.toldIn(source.name());
            problems.add(places.here(line), new BadLineException(expected, e.found()).problem());
        }
    }

    void addProblem(BadLineException problem, int line) {
        addProblem(source.remark() + problem.problem(), line);
    }

    void addProblem(String problem, int line) {
        problems.add(places.here(line), problem);
    }

    /**
     * The table of all that were read, ready to be built.
     *
     * @throws TableFileException if lines are bad, or records do not go together
     */
    TableBuilder table() throws TableFileException {
        problems.check();
        return table;
    }
}
