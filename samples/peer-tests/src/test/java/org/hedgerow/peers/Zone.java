package org.hedgerow.peers;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.record.TextFields;
import org.hedgerow.table.Table;

/**
 * One zone, in the text that any server of DNS reads, for those of others and for a table.
 *
 * @param name the apex, without a final dot
 * @param text lines of {@code name. TTL IN TYPE data}, with no blanks in front and absolute names
 */
record Zone(String name, String text) {
    /** How many negative answers may be kept, in seconds, as the SOA record of {@link #of} has it. */
    static final int MINIMUM = 600;

    /** The zone with a SOA record whose TTL is greater than its minimum, and the NS record that every zone has. */
    static Zone of(String name, String lines) {
        return new Zone(name, """
                %1$s. 3600 IN SOA ns.%1$s. admin.%1$s. 2026010100 7200 900 1209600 %2$d
                %1$s. 3600 IN NS ns.%1$s.
                ns.%1$s. 3600 IN A 127.0.0.1
                """.formatted(name, MINIMUM) + lines);
    }

    List<ResourceRecord> records() {
        List<ResourceRecord> records = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> records.add(record(line)));
        return records;
    }

    Table table() {
        return Table.of(records());
    }

    private static ResourceRecord record(String line) {
        List<String> fields = TextFields.split(line);
        RecordType type = RecordType.of(fields.get(3));
        return new ResourceRecord(
                DomainName.of(fields.get(0)),
                type,
                Integer.parseInt(fields.get(1)),
                RecordText.parse(type, fields.subList(4, fields.size())));
    }
}
