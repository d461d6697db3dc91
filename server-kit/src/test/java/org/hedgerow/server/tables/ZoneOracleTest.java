package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Random zone files say the same to dnsjava. */
class ZoneOracleTest {
    private static final TableFileOptions OPTIONS =
            TableFileOptions.defaults().withFormat(TableFormat.ZONE).withOrigin(DomainName.of("example.com"));

    @Test
    void readsZonesAsDnsjavaDoes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int records = 0;
        for (int i = 0; i < 500; i++) {
            byte[] zone = new RandomZone(random).text().getBytes(StandardCharsets.US_ASCII);

            List<ResourceRecord> theirs = theirs(zone);
            assertThat(TableFile.parse("zone", zone, OPTIONS))
                    .as("seed %d%n%s", seed, new String(zone, StandardCharsets.US_ASCII))
                    .containsExactlyElementsOf(theirs);
            records += theirs.size();
        }
        assertThat(records).isGreaterThan(5_000);
    }

    private static List<ResourceRecord> theirs(byte[] zone) throws IOException {
        List<ResourceRecord> records = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(zone), Name.fromString("example.com."))) {
            for (Record each = master.nextRecord(); each != null; each = master.nextRecord()) {
                records.add(record(each));
            }
        }
        return records;
    }

    private static ResourceRecord record(Record theirs) {
        byte[] name = theirs.getName().toWire();
        byte[] data = theirs.rdataToWireCanonical();
        RecordType type = RecordType.of(theirs.getType());
        return new ResourceRecord(
                DomainName.tryReadWire(name, 0, name.length),
                type,
                (int) theirs.getTTL(),
                RecordText.parse(
                        type,
                        List.of(
                                "\\#",
                                String.valueOf(data.length),
                                HexFormat.of().formatHex(data))));
    }
}
