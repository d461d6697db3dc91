package org.hedgerow.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;

/** Records that always change together: all have the number of their version. */
final class PairedRecords {
    private static final int NAMES = 5;
    private static final List<Question> QUESTIONS =
            IntStream.range(0, NAMES).mapToObj(i -> Question.of(name(i))).toList();

    private PairedRecords() {}

    /** The records of the version, which is at most 65,535. */
    static List<ResourceRecord> of(int version) {
        return IntStream.range(0, NAMES)
                .mapToObj(i -> ResourceRecord.of(DomainName.of(name(i)), address(version)))
                .toList();
    }

    private static String name(int number) {
        return "n" + number + ".paired.example";
    }

    /** The version of the table. Fails if it has parts of two, or is not whole. */
    static int version(Table table) {
        int first = version(table.find(QUESTIONS.get(0)));
        for (Question question : QUESTIONS) {
            int version = version(table.find(question));
            if (version != first) {
                throw new AssertionError("one table with version " + first + " and version " + version);
            }
        }
        return first;
    }

    private static int version(Answer answer) {
        if (answer instanceof Found found && found.first().data() instanceof RecordData.Address data) {
            byte[] octets = data.address().getAddress();
            return (octets[2] & 0xFF) << 8 | (octets[3] & 0xFF);
        }
        throw new AssertionError("expected an address, found " + answer);
    }

    private static InetAddress address(int version) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (version >> 8), (byte) version});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
