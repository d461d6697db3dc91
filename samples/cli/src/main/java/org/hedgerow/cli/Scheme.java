package org.hedgerow.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** How the server of a URI is asked. */
enum Scheme {
    /** In the protocol of the course, over TCP. */
    LINE(0, (line, dns) -> line),

    /** By DNS over UDP, and over TCP where a reply is cut short. */
    DNS(53, (line, dns) -> dns),

    /** By DNS over TCP. */
    DNS_TCP(53, (line, dns) -> dns.streamOnly());

    private final int defaultPort;
    private final BiFunction<LineFormat, DnsFormat, WireFormat> format;

    Scheme(int defaultPort, BiFunction<LineFormat, DnsFormat, WireFormat> format) {
        this.defaultPort = defaultPort;
        this.format = format;
    }

    /** The scheme of this name; null if there is none. */
    static @Nullable Scheme named(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /** How URIs are written, for those who have written another. */
    static String forms() {
        String forms = Arrays.stream(values())
                .map(each -> each.text() + "://HOST" + (each.needsPort() ? ":PORT" : "[:PORT]"))
                .collect(Collectors.joining(", "));
        return forms.replaceFirst(", ([^,]*)$", " or $1");
    }

    /** As URIs have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '+');
    }

    boolean needsPort() {
        return defaultPort == 0;
    }

    /** The port where the URI has none, unless it needs one. */
    int defaultPort() {
        return defaultPort;
    }

    /**
     * The format that such a server is asked in.
     *
     * @param line what it is if that is the line format
     * @param dns what it is if that is DNS, over whatever
     */
    WireFormat format(LineFormat line, DnsFormat dns) {
        return format.apply(line, dns);
    }
}
