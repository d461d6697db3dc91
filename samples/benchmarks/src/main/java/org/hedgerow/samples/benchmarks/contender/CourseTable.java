package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.TableFile;

/** Reads tables of the course, {@code Name IP Type} a line, of which the contenders know the type A alone. */
public final class CourseTable {
    /** The time to live of their records, which is Hedgerow's for a table that says none. */
    static final int TTL = ResourceRecord.DEFAULT_TTL;

    private CourseTable() {}

    /**
     * One line.
     *
     * @param name as it is spelled in the table, without a final dot
     * @param address its IPv4 address
     */
    public record Entry(String name, InetAddress address) {
        /** What it is found by. */
        String key() {
            return CourseTable.key(name);
        }

        /** The reply of the line protocol, with its end. */
        String line() {
            return name + ' ' + address.getHostAddress() + " A IN\n";
        }
    }

    /** What a name that somebody asks for is looked up by. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The entries of a file.
     *
     * @throws IOException if it cannot be read, a line is wrong, or a record is not of type A; the message says where
     */
    static List<Entry> read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (ResourceRecord each : TableFile.read(file)) {
            if (!(each.data() instanceof RecordData.Address ip) || ip.address().getAddress().length != 4) {
                throw new IOException(file + ": expected records of type A only, found " + each);
            }
            entries.add(new Entry(each.name().toString(), ip.address()));
        }
        return entries;
    }
}
