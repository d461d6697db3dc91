package org.hedgerow.samples.benchmarks.codec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.samples.benchmarks.contender.CourseTable;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableBuilder;

/** The names that are asked for, their addresses, and names that nobody has. */
final class Names {
    private static final int OCTET = 0xFF;

    private Names() {}

    static String present(int i) {
        return "host" + i + ".example.com";
    }

    static String missing(int i) {
        return "none" + i + ".example.com";
    }

    static Question question(String name) {
        return Question.of(DomainName.of(name), RecordType.A);
    }

    static InetAddress address(int i) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (i >> 16 & OCTET), (byte) (i >> 8 & OCTET), (byte) (i & OCTET)});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    static Table table(int names) {
        TableBuilder builder = Table.builder();
        IntStream.range(0, names)
                .mapToObj(i -> ResourceRecord.of(DomainName.of(present(i)), address(i)))
                .forEach(builder::add);
        return builder.build();
    }

    /** The same for the contenders. */
    static List<CourseTable.Entry> entries(int names) {
        return IntStream.range(0, names)
                .mapToObj(i -> new CourseTable.Entry(present(i), address(i)))
                .toList();
    }
}
