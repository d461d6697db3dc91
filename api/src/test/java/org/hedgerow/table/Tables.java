package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.record.TextFields;

/** Tables, questions and answers as text, so that tests can set them beside each other. */
final class Tables {
    private Tables() {}

    /** A table of records in lines of {@code name TTL type data}. */
    static Table table(String lines) {
        return Table.of(lines.lines()
                .filter(line -> !line.isBlank())
                .map(Tables::record)
                .toList());
    }

    static ResourceRecord record(String line) {
        List<String> fields = TextFields.split(line);
        RecordType type = RecordType.of(fields.get(2));
        return new ResourceRecord(
                DomainName.of(fields.get(0)),
                type,
                Integer.parseInt(fields.get(1)),
                RecordText.parse(type, fields.subList(3, fields.size())));
    }

    /** A question of {@code name type}. */
    static Question question(String text) {
        List<String> fields = TextFields.split(text);
        return Question.of(DomainName.of(fields.get(0)), RecordType.of(fields.get(1)));
    }

    static String ask(Table table, String question) {
        return text(table.find(question(question)));
    }

    /** The records in the form of a table, with semicolons between them, or what kind of failure it is. */
    static String text(Answer answer) {
        if (answer instanceof Found found) {
            return text(found.records());
        }
        if (answer instanceof NotFound notFound) {
            List<ResourceRecord> all = new ArrayList<>(notFound.aliases());
            if (notFound.soa() != null) {
                all.add(notFound.soa());
            }
            return notFound.kind() + (all.isEmpty() ? "" : ": " + text(all));
        }
        assertThat(answer).isEqualTo(Elsewhere.unknown());
        return "ELSEWHERE";
    }

    static String text(List<ResourceRecord> records) {
        return records.stream()
                .map(each -> each.name() + " " + each.ttl() + " " + each.type() + " " + each.data())
                .collect(Collectors.joining("; "));
    }
}
