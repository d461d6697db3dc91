package org.hedgerow.peers;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** What a reply says, as far as it is compared. Answers are a set: the order is up to the server. */
record Said(String rcode, String flags, boolean truncated, Set<String> answers, String soa) {
    static Said of(Message reply) {
        boolean truncated = reply.getHeader().getFlag(Flags.TC);
        Set<String> soas = texts(reply.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .toList());
        // One of them may leave out all records, the other as many as do not fit.
        return new Said(
                Rcode.string(reply.getRcode()),
                flags(reply),
                truncated,
                truncated ? Set.of() : texts(reply.getSection(Section.ANSWER)),
                truncated ? "" : String.join(" ", soas));
    }

    private static String flags(Message reply) {
        StringBuilder flags = new StringBuilder();
        for (int flag : new int[] {Flags.QR, Flags.AA, Flags.RD, Flags.RA, Flags.AD, Flags.CD}) {
            flags.append(reply.getHeader().getFlag(flag) ? Flags.string(flag) + " " : "");
        }
        return flags.toString();
    }

    private static Set<String> texts(List<Record> records) {
        return records.stream()
                .map(each -> each.toString().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
