package org.hedgerow.server.tables;

import java.io.IOException;

/** Reads the entries of files of one format. */
interface EntryReader {
    /** How they are split. */
    FieldSyntax syntax();

    /**
     * Reads one.
     *
     * @param fields at least one
     * @param line where it begins
     * @throws BadLineException if it is bad; it counts for nothing then
     * @throws IOException if a file that it includes cannot be read
     */
    void read(Fields fields, int line) throws BadLineException, IOException;

    /** These were all. */
    default void end() {}
}
