package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hedgerow.table.Tables.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Question;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;

class ZoneTest {
    private static final ResourceRecord OUTER = record("Example. 3600 SOA ns.example. admin.example. 7 1 2 3 60");
    private static final ResourceRecord INNER =
            record("lab.example. 60 SOA ns.lab.example. admin.example. 4294967295 1 2 3 600");
    private static final List<ResourceRecord> RECORDS =
            List.of(OUTER, record("www.example. 60 A 192.0.2.1"), INNER, record("example. 60 NS ns.example."));

    @Test
    void aTableShowsItsZonesInTheOrderOfItsRecords() {
        Table table = Table.of(RECORDS);
        List<ResourceRecord> soas = new ArrayList<>();
        table.forEach(record -> {
            if (record.equals(OUTER) || record.equals(INNER)) {
                soas.add(record);
            }
        });
        assertThat(table.zones()).extracting(Zone::soa).containsExactlyElementsOf(soas);
        assertThat(table.zones()).extracting(Zone::toString).contains("Example. 7", "lab.example. 4294967295");
    }

    @Test
    void aTableWithoutSoaRecordsHasNoZones() {
        assertThat(Table.of(List.of(record("www.example. 60 A 192.0.2.1"))).zones())
                .isEmpty();
    }

    @Test
    void theZonesOfATableOfAStrangerAreThoseOfItsRecords() {
        Table own = Table.of(RECORDS);
        Table strange = new Table() {
            @Override
            public Answer find(Question question) {
                return own.find(question);
            }

            @Override
            public int size() {
                return own.size();
            }

            @Override
            public void forEach(Consumer<? super ResourceRecord> action) {
                own.forEach(action);
            }
        };
        assertThat(strange.zones()).isEqualTo(own.zones());
    }

    @Test
    void aSerialHas32BitsWithoutASign() {
        assertThat(Zone.of(OUTER).serial()).isEqualTo(7);
        assertThat(Zone.of(INNER).serial()).isEqualTo(4_294_967_295L);
    }

    @Test
    void theSoaRecordHasTheTtlOfTheTable() {
        assertThat(Table.of(RECORDS).zones())
                .extracting(zone -> zone.soa().ttl())
                .contains(3600, 60);
    }

    @Test
    void anotherRecordStartsNoZone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Zone.of(record("www.example. 60 A 192.0.2.1")))
                .withMessageStartingWith("expected a SOA record, found");
    }
}
