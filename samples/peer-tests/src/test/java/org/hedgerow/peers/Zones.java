package org.hedgerow.peers;

/** What tests serve. */
final class Zones {
    /** How often a large set has a string of 250 octets: too much for 4,096 octets. */
    private static final int STRINGS = 20;

    private Zones() {}

    /** A zone with some of everything. */
    static Zone princeton() {
        StringBuilder lines = new StringBuilder("""
                Www.princeton.edu. 300 IN A 128.1.1.4
                www.princeton.edu. 300 IN AAAA 2001:db8::4
                alias.princeton.edu. 60 IN CNAME www.princeton.edu.
                away.princeton.edu. 60 IN CNAME www.example.net.
                mail.princeton.edu. 300 IN MX 10 mx.princeton.edu.
                opaque.princeton.edu. 300 IN TYPE65280 \\# 4 0A000001
                middle.princeton.edu. 300 IN TXT "%s" "%s" "%s"
                a.b.princeton.edu. 300 IN A 128.1.1.5
                """.formatted("x".repeat(250), "y".repeat(250), "z".repeat(250)));
        for (int i = 0; i < STRINGS; i++) {
            lines.append("big.princeton.edu. 300 IN TXT \"%02d%s\"%n".formatted(i, "b".repeat(248)));
        }
        return Zone.of("princeton.edu", lines.toString());
    }
}
