package org.hedgerow.line;

import org.hedgerow.record.AddressText;
import org.hedgerow.record.PrintableText;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.UpstreamTotals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a server whose replies are not understood, once, what it has said and what may be done about it. */
final class StrangeReplies {
    private static final Logger LOG = LoggerFactory.getLogger(LineFormat.class);

    private final LineFormat format;
    private final Endpoint server;
    private final UpstreamTotals totals;

    StrangeReplies(LineFormat format, Endpoint server, UpstreamTotals totals) {
        this.format = format;
        this.server = server;
        this.totals = totals;
    }

    void tell(byte[] text, int from, int to) {
        if (totals.isFirstStrange()) {
            LOG.warn(
                    "upstream {}: dropped the reply \"{}\", because it is not \"Name IPaddress Type IN\" (later ones like it"
                            + " are only counted); {}",
                    server,
                    PrintableText.of(text, from, to),
                    hint(text, from, to));
        }
    }

    private String hint(byte[] text, int from, int to) {
        if (lacksClass(text, from, to)) {
            return "\"IN\" is missing at its end";
        }
        String miss = "this may be how the server reports a miss; if it has the name, ";
        return format.singleConnection()
                ? miss + "two names may have reached it as one: try a longer gap (--bare-gap, LineFormat.withBareGap)"
                : miss + "it may understand bare names only (--bare, LineFormat.bare)";
    }

    /** Whether it is a name, an address and perhaps its type. */
    private static boolean lacksClass(byte[] text, int from, int to) {
        int nameEnd = LineText.nameEnd(text, from, to);
        int valueEnd = nameEnd < 0 ? -1 : LineText.indexOf(text, nameEnd + 1, to, ' ');
        return nameEnd >= 0
                && AddressText.parse(text, nameEnd + 1, valueEnd < 0 ? to : valueEnd) != null
                && LineText.replyEnd(text, from, to) == LineText.UNFINISHED;
    }
}
