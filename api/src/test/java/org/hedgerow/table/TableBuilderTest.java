package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hedgerow.table.Tables.question;
import static org.hedgerow.table.Tables.record;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.Found;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableBuilderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example 0 A 192.0.2.1",
                "a.example. 2147483647 AAAA 2001:db8::1",
                "a.example 60 AAAA ::ffff:192.0.2.1",
                "A.example 127 NS ns.Example.",
                "a.example 128 CNAME *.EXAMPLE",
                "1.2.0.192.in-addr.arpa. 300 PTR a\\.b.example",
                "example. 60 SOA ns.example. Who.example. 4294967295 1 2 2147483647 4",
                "example 60 MX 65535 mail.example",
                "example 60 TXT \"\" \"two words\" \"\\255\\000\"",
                "_x._tcp.example 60 SRV 1 65535 2 host.example",
                "example 60 CAA 128 issue \"ca.example;\"",
                "example 60 TYPE65280 \\# 3 00FF7F",
                "example 60 TYPE65280 \\# 0",
                "b\\195\\188.\\000\\032.example 60 A 192.0.2.1",
                "bücher.example 60 A 192.0.2.1",
                ". 60 A 192.0.2.1",
            })
    void keepsRecordsAsTheyAreSpelled(String line) {
        ResourceRecord record = record(line);
        assertThat(all(Table.builder().add(record).build())).singleElement().satisfies(kept -> {
            assertThat(kept).isEqualTo(record).hasToString(record.toString());
            assertThat(kept.name()).hasToString(record.name().toString());
        });
    }

    @Test
    void keepsTheSpellingOfEachRecordOfASet() {
        Table table = table("A.example 60 A 192.0.2.1", "a.EXAMPLE. 60 A 192.0.2.2", "a.example 60 A 192.0.2.3");
        Found found = (Found) table.find(question("a.example A"));
        assertThat(found.records())
                .extracting(each -> each.name().toString())
                .containsExactly("A.example", "a.EXAMPLE.", "a.example");
        assertThat(found.isSpelledAs(DomainName.of("A.example."))).isTrue();
        assertThat(found.isSpelledAs(DomainName.of("a.example"))).isFalse();
    }

    @Test
    void knowsHowTheFirstOfAChainIsSpelled() {
        Table table = table("One.example 60 CNAME two.example", "two.example 60 A 192.0.2.1");
        Found found = (Found) table.find(question("one.example A"));
        assertThat(found.records()).hasSize(2);
        assertThat(found.isSpelledAs(DomainName.of("One.example"))).isTrue();
        assertThat(found.isSpelledAs(DomainName.of("one.example"))).isFalse();
    }

    @Test
    void gathersWhatNamesOwnHoweverItComes() {
        List<ResourceRecord> records = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int host = 0; host < 5_000; host++) {
                records.add(record("host" + host + ".example 60 A 192.0.2." + round));
            }
        }
        Table table = Table.of(records);
        assertThat(table.size()).isEqualTo(15_000);
        for (int host = 0; host < 5_000; host++) {
            assertThat(Tables.ask(table, "HOST" + host + ".example A"))
                    .isEqualTo("host%1$d.example 60 A 192.0.2.0; host%1$d.example 60 A 192.0.2.1;".formatted(host)
                            + " host%d.example 60 A 192.0.2.2".formatted(host));
        }
    }

    @Test
    void keepsSetsAndRecordsOfAnySize() {
        ResourceRecord before = record("before.example 60 A 192.0.2.1");
        ResourceRecord largest = ResourceRecord.of(
                DomainName.of("large.example"),
                RecordType.of(65_280),
                new RecordData.Opaque(RecordType.of(65_280), Octets.of(new byte[RecordData.MAX_OCTETS])));
        List<ResourceRecord> set = IntStream.range(0, 20_000)
                .mapToObj(i -> record("set.example 60 AAAA 2001:db8::" + Integer.toHexString(i)))
                .toList();
        ResourceRecord after = record("after.example 60 A 192.0.2.1");
        TableBuilder builder = Table.builder().add(before).add(largest);
        set.forEach(builder::add);
        Table table = builder.add(after).build();
        assertThat(table.find(question("large.example TYPE65280"))).isEqualTo(Found.of(List.of(largest)));
        assertThat(table.find(question("set.example AAAA"))).isEqualTo(Found.of(set));
        assertThat(table.find(question("before.example A"))).isEqualTo(Found.of(List.of(before)));
        assertThat(table.find(question("after.example A"))).isEqualTo(Found.of(List.of(after)));
    }

    @Test
    void findsEmptyNamesAboveManyOwners() {
        TableBuilder builder = Table.builder();
        IntStream.range(0, 3_000).forEach(i -> builder.add(record("host.Sub" + i + ".example 60 A 192.0.2.1")));
        Table table = builder.build();
        for (int i = 0; i < 3_000; i++) {
            assertThat(Tables.ask(table, "SUB" + i + ".example A")).isEqualTo("NO_SUCH_TYPE");
            assertThat(Tables.ask(table, "host.sub" + (3_000 + i) + ".example A"))
                    .isEqualTo("NO_SUCH_NAME");
        }
        assertThat(Tables.ask(table, "example A")).isEqualTo("NO_SUCH_TYPE");
    }

    @Test
    void showsAllRecordsOwnerByOwner() {
        Table table = table(
                "a.example 60 TXT one",
                "*.b.example 60 MX 1 a.example",
                "c.example 60 CNAME a.example",
                "A.example 50 A 192.0.2.1",
                "a.example 40 TXT two",
                "a.example 90 TXT one",
                "*.b.example 60 A 192.0.2.2");
        assertThat(Tables.text(all(table)).split("; "))
                .containsExactly(
                        "c.example 60 CNAME a.example",
                        "A.example 50 A 192.0.2.1",
                        "a.example 40 TXT \"one\"",
                        "a.example 40 TXT \"two\"",
                        "*.b.example 60 A 192.0.2.2",
                        "*.b.example 60 MX 1 a.example");
        assertThat(all(table)).hasSize(table.size()).isEqualTo(all(table)).isEqualTo(all(Table.of(all(table))));
    }

    @Test
    void showsNothingOfAnEmptyTable() {
        assertThat(all(Table.builder().build())).isEmpty();
    }

    @Test
    void buildsOneTable() {
        TableBuilder builder = Table.builder();
        builder.build();
        assertThatIllegalStateException().isThrownBy(builder::build).withMessage("the table has been built");
        assertThatIllegalStateException().isThrownBy(() -> builder.add(record("a 60 A 192.0.2.1")));
    }

    @Test
    void refusesWhatCannotBeTogetherAndGoesOnWithoutIt() {
        TableBuilder builder = Table.builder()
                .add(record("z.example 60 A 192.0.2.1"))
                .add(record("a.example 60 CNAME b.example"))
                .add(record("b.example 60 A 192.0.2.1"));
        assertThatExceptionOfType(RecordConflictException.class)
                .isThrownBy(() -> builder.add(record("A.example 60 A 192.0.2.2")))
                .withMessage("expected nothing of A.example beside its CNAME record, found \"A 192.0.2.2\"")
                .satisfies(conflict -> assertThat(conflict.earlier()).isEqualTo(1));
        assertThatExceptionOfType(RecordConflictException.class)
                .isThrownBy(() -> builder.add(record("b.example 60 CNAME a.example")))
                .satisfies(conflict -> assertThat(conflict.earlier()).isEqualTo(2));

        Table table = builder.add(record("a.example 30 CNAME b.example")).build();
        assertThat(all(table))
                .containsExactlyInAnyOrder(
                        record("z.example 60 A 192.0.2.1"),
                        record("a.example 30 CNAME b.example"),
                        record("b.example 60 A 192.0.2.1"));
    }

    @Test
    void findsTheRecordThatAnotherCannotBeBesideAmongMany() {
        TableBuilder builder = Table.builder().add(record("example 60 SOA a. b. 1 2 3 4 5"));
        for (int i = 0; i < 300; i++) {
            builder.add(record("example 60 A 192.0.2." + i % 256))
                    .add(record("example 60 SOA a. b. 1 2 3 4 5"))
                    .add(record("s.example 60 TYPE46 \\# 2 " + String.format("%04x", i)));
        }
        builder.add(record("s.example 60 CNAME example"));
        assertThatExceptionOfType(RecordConflictException.class)
                .isThrownBy(() -> builder.add(record("example 60 SOA a. b. 2 2 3 4 5")))
                .satisfies(
                        conflict -> assertThat(conflict.expected()).isEqualTo("no SOA record of example but the one"))
                .satisfies(conflict -> assertThat(conflict.found()).isEqualTo("SOA a. b. 2 2 3 4 5"));
        assertThatExceptionOfType(RecordConflictException.class)
                .isThrownBy(() -> builder.add(record("s.example 60 SOA a. b. 2 2 3 4 5")))
                .satisfies(conflict -> assertThat(conflict.earlier()).isEqualTo(901));
    }

    private static Table table(String... lines) {
        return Tables.table(String.join("\n", lines));
    }

    private static List<ResourceRecord> all(Table table) {
        List<ResourceRecord> all = new ArrayList<>();
        table.forEach(all::add);
        return all;
    }
}
