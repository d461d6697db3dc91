package org.hedgerow.samples.etcd;

import java.util.Locale;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The protocols that the server can speak. */
enum Wire {
    LINE(""),
    DNS("dns on ");

    private final String inReadyLine;

    Wire(String inReadyLine) {
        this.inReadyLine = inReadyLine;
    }

    /** What the line that says READY has before the transport. */
    String inReadyLine() {
        return inReadyLine;
    }

    /** As a table server speaks it. */
    WireFormat format() {
        return this == DNS
                ? DnsFormat.standard().authoritative()
                : LineFormat.standard().silentOnMiss();
    }

    /** As whoever asks speaks it. */
    WireFormat client() {
        return this == DNS ? DnsFormat.standard() : LineFormat.standard();
    }

    /** Reads the name of a protocol. */
    static final class Converter implements ITypeConverter<Wire> {
        @Override
        public Wire convert(String text) {
            for (Wire each : values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return each;
                }
            }
            throw new TypeConversionException("expected line or dns, found \"" + text + '"');
        }
    }
}
