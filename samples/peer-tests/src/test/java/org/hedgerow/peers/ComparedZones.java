package org.hedgerow.peers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Zones that a table server and NSD are both asked about. */
final class ComparedZones {
    private static final String APEX = "z.test";
    private static final int OWNERS = 40;

    private ComparedZones() {}

    static Zone everything() {
        StringBuilder lines = new StringBuilder("""
                z.test. 300 IN MX 10 Mail.z.test.
                z.test. 300 IN MX 20 mail.elsewhere.example.
                z.test. 300 IN TXT "v=spf1 -all"
                z.test. 300 IN CAA 0 issue "ca.example"
                z.test. 300 IN A 192.0.2.1
                Mail.z.test. 300 IN A 192.0.2.2
                mail.z.test. 300 IN AAAA 2001:db8::2
                www.z.test. 60 IN A 192.0.2.3
                www.z.test. 60 IN A 192.0.2.4
                www.z.test. 60 IN HTTPS \\# 13 00010000010006026833026832
                _sip._tcp.z.test. 300 IN SRV 1 2 5060 www.z.test.
                4.3.2.1.z.test. 300 IN PTR www.z.test.
                text.z.test. 300 IN TXT "" "two strings" "with \\"quotes\\" and \\\\ and \\007 and ;"
                opaque.z.test. 300 IN TYPE65280 \\# 4 0A000001
                opaque.z.test. 300 IN TYPE65281 \\# 0
                zero.z.test. 0 IN A 192.0.2.5
                odd\\.dot.z.test. 300 IN A 192.0.2.6
                b\\000y\\255te.z.test. 300 IN A 192.0.2.7
                a.b.c.d.e.f.g.z.test. 300 IN A 192.0.2.8
                *.wild.z.test. 300 IN A 192.0.2.9
                *.wild.z.test. 300 IN TXT "wild"
                held.wild.z.test. 300 IN MX 1 www.z.test.
                under.between.wild.z.test. 300 IN A 192.0.2.10
                *.*.twice.z.test. 300 IN A 192.0.2.11
                below.*.literal.z.test. 300 IN A 192.0.2.12
                *.alias.z.test. 300 IN CNAME www.z.test.
                *.astray.z.test. 300 IN CNAME none.z.test.
                *.intowild.z.test. 300 IN CNAME some.wild.z.test.
                alias.z.test. 100 IN CNAME www.z.test.
                alias2.z.test. 200 IN CNAME alias.z.test.
                alias3.z.test. 300 IN CNAME ALIAS2.z.test.
                towild.z.test. 300 IN CNAME x.y.wild.z.test.
                toempty.z.test. 300 IN CNAME f.g.z.test.
                toapex.z.test. 300 IN CNAME z.test.
                tomiss.z.test. 300 IN CNAME miss.miss.z.test.
                toaway.z.test. 300 IN CNAME www.elsewhere.example.
                toaway2.z.test. 300 IN CNAME toaway.z.test.
                loop.z.test. 300 IN CNAME loop.z.test.
                loop1.z.test. 300 IN CNAME loop2.z.test.
                loop2.z.test. 300 IN CNAME loop3.z.test.
                loop3.z.test. 300 IN CNAME loop1.z.test.
                toloop.z.test. 300 IN CNAME loop1.z.test.
                sub.z.test. 300 IN NS ns.sub.z.test.
                ns.sub.z.test. 300 IN A 192.0.2.13
                host.sub.z.test. 300 IN A 192.0.2.14
                tosub.z.test. 300 IN CNAME host.sub.z.test.
                moved.z.test. 300 IN TYPE39 \\# 12 03777777017A047465737400
                """);
        String label = "l".repeat(63);
        lines.append("%s.%s.%s.z.test. 300 IN A 192.0.2.15%n".formatted(label, label, "m".repeat(55)));
        for (int i = 1; i < 25; i++) {
            lines.append("long%d.z.test. 300 IN CNAME long%d.z.test.%n".formatted(i, i + 1));
        }
        lines.append("long25.z.test. 300 IN A 192.0.2.16\n");
        for (int i = 0; i < 30; i++) {
            lines.append("big.z.test. 300 IN TXT \"%02d%s\"%n".formatted(i, "b".repeat(90)));
        }
        return Zone.of(APEX, lines.toString());
    }

    static Zone random(Random random) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (int i = 0; i < OWNERS; i++) {
            String owner = name(random);
            if (!owner.equals(APEX)) {
                owners.computeIfAbsent(owner, each -> records(each, random));
            }
        }
        return Zone.of(APEX, String.join("", owners.values()));
    }

    private static String records(String owner, Random random) {
        int number = random.nextInt(250);
        return switch (random.nextInt(5)) {
            case 0 -> "%s. 300 IN CNAME %s.%n".formatted(owner, name(random));
            case 1 -> "%s. 300 IN A 192.0.2.%d%n%1$s. 300 IN A 192.0.3.%2$d%n".formatted(owner, number);
            case 2 -> "%s. 60 IN MX %d %s.%n".formatted(owner, number, name(random));
            case 3 -> "%s. 60 IN TXT \"%d\"%n%1$s. 60 IN AAAA 2001:db8::%2$d%n".formatted(owner, number);
            default -> "%s. %d IN A 192.0.2.%2$d%n".formatted(owner, number);
        };
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int labels = random.nextInt(4); labels > 0; labels--) {
            name.append(random.nextInt(5) == 0 ? "*" : String.valueOf((char) ('a' + random.nextInt(3))))
                    .append('.');
        }
        return name + APEX;
    }
}
