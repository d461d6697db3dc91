package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.hedgerow.record.ResourceRecord;

/** Table files of any format as their tests write them. */
final class ReadTables {
    private ReadTables() {}

    /** The records of a file of that content, as {@code name TTL type data}. */
    static List<String> parse(String source, String content, TableFileOptions options) throws TableFileException {
        return described(TableFile.parse(source, content.getBytes(StandardCharsets.UTF_8), options));
    }

    /** What is odd about a file of that content. */
    static List<String> warnings(String source, String content, TableFileOptions options) throws TableFileException {
        return TableFiles.parse(source, content.getBytes(StandardCharsets.UTF_8), options, each -> {})
                .warnings();
    }

    static List<String> described(Collection<ResourceRecord> records) {
        return records.stream()
                .map(each -> each.name() + " " + each.ttl() + " " + each.type() + " " + each.data())
                .toList();
    }

    /** Asserts that a file of that content is refused for these problems and no others. */
    static void refused(String source, String content, TableFileOptions options, String... problems) {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> parse(source, content, options))
                .satisfies(refused -> assertThat(refused.problems()).containsExactly(problems));
    }
}
