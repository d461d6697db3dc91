package org.hedgerow.server.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes zone files of records that go together, set out as nobody would. */
final class RandomZone {
    private static final String[] SAID_TTLS = {"0", "60", "3600", "1h", "1H30m", "2d3h", "1w2d3h4m5s", "2147483647"};
    private static final String[] LABELS = {
        "a", "B", "www", "x-1", "_sip", "*", "a\\.b", "\\065", "\\\\", "\\;", "\\(", "\\\"", "\\032", "\\000", "\\200"
    };
    private static final String[] STRINGS = {
        "a",
        "\"\"",
        "\"a b\"",
        "\"a;b\"",
        "\"(\"",
        "\"\\\"\"",
        "\\;",
        "\"\\200\"",
        "a\\032b",
        "\"\\\\\"",
        "v=1",
        "@",
        "\\097b"
    };

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private boolean mayInherit; // the name and the TTL above
    private boolean hasTtl;
    private int aliases;

    RandomZone(Random random) {
        this.random = random;
    }

    String text() {
        int entries = 1 + random.nextInt(40);
        if (random.nextBoolean()) {
            entry(name(), "SOA", name(), name(), number(), ttl(), ttl(), ttl(), ttl());
        }
        for (int i = 0; i < entries; i++) {
            switch (random.nextInt(12)) {
                case 0 ->
                    directive("$ORIGIN", pick(LABELS) + ".example.net."); // dnsjava takes a relative one for absolute
                case 1 -> {
                    directive("$TTL", ttl());
                    hasTtl = true;
                }
                case 2 -> text.append(pick("", "  \t", "; comment \"( ", "\t;")).append(end());
                default -> record();
            }
        }
        return text.toString();
    }

    private void record() {
        String owner = mayInherit && random.nextInt(3) == 0 ? "" : name();
        mayInherit = true;
        switch (random.nextInt(11)) {
            case 0 -> entry(owner, "NS", name());
            case 1 -> {
                entry("alias" + aliases++ + ".example.org.", "CNAME", name());
                mayInherit = false;
            }
            case 2 -> entry(owner, "PTR", name());
            case 3 -> entry(owner, "MX", number(), name());
            case 4 -> entry(owner, "SRV", number(), number(), number(), name());
            case 5 -> entry(owner, "AAAA", pick("::", "2001:DB8::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"));
            case 6 -> entry(owner, "TXT", strings());
            case 7 -> entry(owner, "CAA", pick("0", "128"), "issue", pick(STRINGS));
            case 8 -> entry(owner, "TYPE65280", "\\#", "4", "0a00", "0001");
            case 9 -> entry(owner, pick("A", "TYPE1"), "\\#", "4", "0A000001");
            default -> entry(owner, pick("A", "a"), "10.1.2." + random.nextInt(256));
        }
    }

    private String[] strings() {
        String[] strings = new String[1 + random.nextInt(4)];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = pick(STRINGS);
        }
        return strings;
    }

    private void entry(String owner, String type, String... values) {
        List<String> fields = new ArrayList<>();
        if (random.nextBoolean() || (!hasTtl && !type.equals("SOA"))) {
            fields.add(ttl());
        }
        hasTtl = true;
        if (random.nextBoolean()) {
            fields.add(random.nextInt(fields.size() + 1), pick("IN", "in"));
        }
        fields.add(type);
        fields.addAll(List.of(values));
        text.append(owner).append(owner.isEmpty() ? pick(" ", "\t", "  ") : "");
        fields(fields, owner.isEmpty());
    }

    private void directive(String name, String value) {
        text.append(name).append(blank()).append(value).append(end());
    }

    /** Each field behind a gap, some of them between parentheses, and the end of the entry. */
    private void fields(List<String> fields, boolean first) {
        int opening = random.nextInt(2 * fields.size());
        int closing = opening + random.nextInt(fields.size() + 1);
        boolean open = false;
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0 || !first) {
                text.append(blank());
            }
            if (i == opening) {
                text.append('(').append(gap());
                open = true;
            }
            text.append(fields.get(i));
            if (open && i == closing) {
                text.append(gap()).append(')');
                open = false;
            } else if (open) {
                text.append(gap());
            }
        }
        text.append(open ? gap() + ")" : "").append(end());
    }

    /** What may be between parentheses. */
    private String gap() {
        return pick("", " ", "\n", "\t\n  ", " ; comment )\n", "\r\n", " \n\n;(\n ");
    }

    private String blank() {
        return pick(" ", "\t", "   ");
    }

    private String end() {
        return pick("\n", "\n", "\r\n", " \n", " ; comment (\n", ";\n", "\n\n");
    }

    private String name() {
        return switch (random.nextInt(6)) {
            case 0 -> "@";
            case 1 -> pick(LABELS) + ".net.";
            case 2 -> pick(LABELS) + "." + pick(LABELS) + ".org.";
            case 3 -> pick(LABELS) + "." + pick(LABELS);
            default -> pick(LABELS);
        };
    }

    private String number() {
        return String.valueOf(random.nextInt(65_536));
    }

    private String ttl() {
        return pick(SAID_TTLS);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
