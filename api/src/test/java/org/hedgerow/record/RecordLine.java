package org.hedgerow.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A line of {@code types.zone}, which has data of every type whose text is known. */
public record RecordLine(RecordType type, String text) {
    private static final Origin ORIGIN = Origin.of(DomainName.of("types.test"));

    /** All lines. */
    public static Stream<RecordLine> all() {
        try (InputStream in = RecordLine.class.getResourceAsStream("types.zone")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith(";") && !line.startsWith("$"))
                            .map(line -> line.split(" ", 3))
                            .map(fields -> new RecordLine(RecordType.of(fields[1]), fields[2]))
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public RecordData data() {
        return RecordText.parse(type, TextFields.split(text), ORIGIN);
    }

    /** The record of a name. */
    public ResourceRecord of(DomainName name) {
        return ResourceRecord.of(name, type, data());
    }

    @Override
    public String toString() {
        return type + " " + text;
    }

    static RecordData parse(RecordType type, String text) {
        List<String> fields = TextFields.split(text);
        return RecordText.parse(type, fields);
    }
}
