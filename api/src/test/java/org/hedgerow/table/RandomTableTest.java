package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;

/** Tables of few labels, so that wildcards, aliases, zones and names without records get in each other's way. */
class RandomTableTest {
    private static final int TABLES = 3_000;
    private static final int QUESTIONS = 50;
    private static final String[] LABELS = {"a", "B", "*", "c"};
    private static final String[] TYPES = {"A", "A", "AAAA", "TXT", "CNAME", "CNAME", "SOA", "TYPE46"};
    private static final RecordType RRSIG = RecordType.of(46);

    private final long seed = Long.getLong("hedgerow.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Set<String> kinds = new HashSet<>();

    @Test
    void answersAsTheRfcsTellIt() {
        for (int i = 0; i < TABLES; i++) {
            List<ResourceRecord> records = records();
            Table table = random.nextBoolean() ? Table.of(records) : again(Table.of(records));
            NaiveTable naive = new NaiveTable(records);
            for (int j = 0; j < QUESTIONS; j++) {
                check(table, naive, records);
            }
        }
        // Else the tables are not what they should be.
        assertThat(kinds)
                .contains("own", "synthesized", "own chased", "synthesized chased")
                .contains("NO_SUCH_NAME", "NO_SUCH_NAME:", "NO_SUCH_TYPE", "NO_SUCH_TYPE:", "ELSEWHERE");
    }

    private void check(Table table, NaiveTable naive, List<ResourceRecord> records) {
        Question question = Question.of(name(), RecordType.of(type()));
        Answer answer = table.find(question);
        assertThat(Tables.text(answer))
                .as(() -> "seed %d, %s of%n%s".formatted(seed, question, lines(records)))
                .isEqualTo(naive.find(question));
        boolean isOwn = records.stream().anyMatch(each -> each.name().equals(question.name()));
        if (isOwn) {
            assertThat(table.find(question)).as("%s, seed %d", question, seed).isSameAs(answer);
        }
        kinds.add(
                answer instanceof Found found
                        ? (isOwn ? "own" : "synthesized")
                                + (found.records().size() > 2
                                                && found.first().type().equals(RecordType.CNAME)
                                        ? " chased"
                                        : "")
                        : Tables.text(answer).split(" ", 2)[0]);
    }

    /** The same made of what the table shows, which has to say the same. */
    private static Table again(Table table) {
        TableBuilder builder = Table.builder();
        table.forEach(builder::add);
        return builder.build();
    }

    private static String lines(List<ResourceRecord> records) {
        StringBuilder lines = new StringBuilder();
        records.forEach(each -> lines.append(Tables.text(List.of(each))).append('\n'));
        return lines.toString();
    }

    private List<ResourceRecord> records() {
        Map<DomainName, Set<RecordType>> types = new HashMap<>();
        List<ResourceRecord> records = new ArrayList<>();
        int zones = random.nextInt(3);
        for (int i = random.nextInt(14); i >= 0; i--) {
            String type = TYPES[random.nextInt(TYPES.length)];
            ResourceRecord record =
                    Tables.record(spelled(name()) + " " + random.nextInt(90) + " " + type + " " + data(type));
            Set<RecordType> others = types.computeIfAbsent(record.name(), name -> new HashSet<>());
            boolean isZone = record.type().equals(RecordType.SOA);
            if (mayJoin(record.type(), others) && !(isZone && --zones < 0)) {
                others.add(record.type());
                records.add(record);
            }
        }
        return records;
    }

    private static boolean mayJoin(RecordType type, Set<RecordType> others) {
        if (type.equals(RecordType.CNAME)) {
            return others.isEmpty() || others.equals(Set.of(RRSIG));
        }
        return type.equals(RRSIG)
                || (!others.contains(RecordType.CNAME)
                        && !(type.equals(RecordType.SOA) && others.contains(RecordType.SOA)));
    }

    private String data(String type) {
        return switch (type) {
            case "A" -> "192.0.2." + random.nextInt(3);
            case "AAAA" -> "2001:db8::" + random.nextInt(3);
            case "TXT" -> "t" + random.nextInt(3);
            case "CNAME" -> spelled(name());
            case "SOA" -> "a b 1 2 3 4 " + random.nextInt(90);
            default -> "\\# 1 0" + random.nextInt(3);
        };
    }

    private String spelled(DomainName name) {
        return random.nextBoolean() ? name.toString() : name.toString().toUpperCase(Locale.ROOT);
    }

    private String type() {
        return random.nextInt(4) == 0 ? "ANY" : TYPES[random.nextInt(TYPES.length)];
    }

    private DomainName name() {
        StringBuilder name = new StringBuilder();
        int used = LABELS.length - random.nextInt(2);
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append(name.length() == 0 ? "" : ".").append(LABELS[random.nextInt(used)]);
        }
        return name.length() == 0 ? DomainName.ROOT : DomainName.of(name.toString());
    }
}
