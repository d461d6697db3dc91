package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.TableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Zones with data of every type: BIND and ldns read the same in them as we, and the same in what we write. */
class RecordTypesIT {
    private static final String APEX = """
            $TTL 60
            types.test. SOA ns.other. h.other. 1 2 3 4 5
            types.test. NS ns.other.
            """;

    @TempDir
    Path directory;

    /** Who reads zones and writes what is in them. */
    enum Reader {
        NAMED_COMPILEZONE("MD", "MF") {
            @Override
            List<String> command(Path zone, Path output) {
                List<String> command = new ArrayList<>(List.of(Program.NAMED_COMPILEZONE.path(), "-i", "none"));
                for (String check : List.of("-k", "-n", "-m", "-r", "-M")) {
                    command.addAll(List.of(check, "ignore"));
                }
                command.addAll(List.of("-s", "full", "-o", output.toString(), "types.test", zone.toString()));
                return command;
            }
        },
        LDNS_READ_ZONE("NINFO", "RKEY", "AVC", "RESINFO", "WALLET", "TA", "NSAP-PTR", "CSYNC 66 0") {
            @Override
            List<String> command(Path zone, Path output) {
                return List.of(Program.LDNS_READ_ZONE.path(), zone.toString());
            }

            /** Items of lists it escapes once, and not twice, so that commas in them separate them. */
            @Override
            boolean writes(Line line) {
                return !line.data.contains("\\\\,");
            }
        };

        private final Set<String> unknown;

        Reader(String... unknown) {
            this.unknown = Set.of(unknown);
        }

        abstract List<String> command(Path zone, Path output);

        /** Whether the program reads records of a type, or with such data. */
        boolean knows(Line line) {
            return !unknown.contains(line.type) && !unknown.contains(line.type + " " + line.data);
        }

        /** Whether the program writes what the octets of the data mean. */
        boolean writes(Line line) {
            return true;
        }

        /** What the program makes of the zone. */
        List<ResourceRecord> read(Path zone) throws Exception {
            Path output = zone.resolveSibling("output.zone");
            String text = Tool.run(command(zone, output)).ofSuccess();
            if (!Files.exists(output)) {
                Files.writeString(output, text);
            }
            return TableFile.read(output);
        }
    }

    private record Line(String type, String data) {}

    private static List<Line> lines() throws IOException {
        try (InputStream in = RecordType.class.getResourceAsStream("types.zone")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith(";") && !line.startsWith("$") && !line.startsWith("@"))
                    .map(line -> line.split(" ", 3))
                    .map(fields -> new Line(fields[1], fields[2]))
                    .toList();
        }
    }

    /** A zone of these, each under a name of its own, but those that the program does not know. */
    private Path zone(Reader reader, List<Line> lines, String origin, String name) throws IOException {
        String records = IntStream.range(0, lines.size())
                .filter(i -> reader.knows(lines.get(i)))
                .mapToObj(i -> "r%d.types.test. %s %s\n".formatted(i, lines.get(i).type, lines.get(i).data))
                .collect(Collectors.joining());
        return Files.writeString(directory.resolve(name), "$ORIGIN " + origin + "\n" + APEX + records);
    }

    private static List<String> sorted(List<ResourceRecord> records, Function<ResourceRecord, Object> data) {
        return records.stream()
                .map(each -> each.name() + " " + each.type() + " " + data.apply(each))
                .sorted()
                .toList();
    }

    private static void assertSame(List<ResourceRecord> theirs, List<ResourceRecord> ours) {
        assertThat(sorted(theirs, ResourceRecord::data)).isEqualTo(sorted(ours, ResourceRecord::data));
        assertThat(sorted(theirs, each -> each.data().wire()))
                .isEqualTo(sorted(ours, each -> each.data().wire()));
    }

    @ParameterizedTest
    @EnumSource
    void theyReadTheSameAsWe(Reader reader) throws Exception {
        Path zone = zone(reader, lines(), "types.test.", "zone");
        List<ResourceRecord> ours = TableFile.read(zone);
        assertThat(ours).hasSizeGreaterThan(80);
        assertSame(reader.read(zone), ours);
    }

    @ParameterizedTest
    @EnumSource
    void theyReadWhatWeWrite(Reader reader) throws Exception {
        assertIsReadByThem(reader, lines(), RecordData::text);
    }

    /** Which shows that octets mean the same to them: what they write of these is text. */
    @ParameterizedTest
    @EnumSource
    void theyReadOurOctets(Reader reader) throws Exception {
        List<Line> written = lines().stream().filter(reader::writes).toList();
        assertIsReadByThem(reader, written, data -> data.wire().generic());
    }

    private void assertIsReadByThem(Reader reader, List<Line> lines, Function<RecordData, String> form)
            throws Exception {
        List<ResourceRecord> ours = TableFile.read(zone(reader, lines, "types.test.", "ours.zone"));
        String text = ours.stream()
                .filter(each -> each.name().toString().startsWith("r"))
                .map(each -> each.name() + " " + each.type() + " " + form.apply(each.data()) + "\n")
                .collect(Collectors.joining());
        Path written = Files.writeString(directory.resolve("zone"), "$ORIGIN .\n" + APEX + text);
        assertSame(reader.read(written), ours);
    }

    @Test
    void everyTypeWhoseTextIsKnownIsInTheZone() throws IOException {
        Set<RecordType> types =
                lines().stream().map(each -> RecordType.of(each.type)).collect(Collectors.toSet());
        types.addAll(List.of(RecordType.SOA, RecordType.NS)); // of the apex
        assertThat(IntStream.range(0, 0x10000).mapToObj(RecordType::of).filter(RecordType::hasTextForm))
                .isSubsetOf(types);
    }
}
