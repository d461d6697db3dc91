package org.hedgerow.server.tables;

import java.io.IOException;

/** The entries of a file: its lines, or several of them where parentheses go over the end of a line. */
final class Entries {
    private final LineReader lines;
    private final Fields fields;
    private final ReadRecords records;
    private int line;
    private boolean bad;

    /**
     * Those of these lines.
     *
     * @param records where lines are told that cannot be split
     */
    Entries(LineReader lines, FieldSyntax syntax, ReadRecords records) {
        this.lines = lines;
        this.fields = new Fields(syntax);
        this.records = records;
    }

    /** Has the others read one after the other. */
    void read(EntryReader reader) throws IOException {
        while (next()) {
            if (!bad && fields.count() > 0) {
                try {
                    reader.read(fields, line);
                } catch (BadLineException e) {
                    records.addProblem(e, line);
                }
            }
        }
        reader.end();
    }

    private boolean next() throws IOException {
        fields.clear();
        bad = false;
        do {
            if (!lines.next()) {
                checkClosed();
                return false;
            }
            if (fields.depth() == 0) {
                line = lines.number();
            }
            addLine();
        } while (fields.depth() > 0);
        return true;
    }

    private void addLine() {
        try {
            lines.addTo(fields);
        } catch (BadLineException e) {
            bad = true;
            records.addProblem(e, lines.number());
        }
        if (bad) {
            fields.clear(); // for the closing parenthesis may be far away
        }
    }

    /** Of an entry that is bad for something else, the parenthesis that closes it may just not have been seen. */
    private void checkClosed() {
        if (fields.depth() > 0 && !bad) {
            records.addProblem(fields.expected("a closing parenthesis before the end of the file"), line);
        }
    }
}
