package org.hedgerow.samples.benchmarks;

import java.util.List;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;

/** What servers are asked in. */
enum Wire {
    /** DNS over UDP. */
    DNS(DnsFormat.standard(), "Udp", "InDatagrams", List.of("--wire", "dns")),
    /** The line protocol of the course, over TCP. */
    LINE(LineFormat.standard(), "Tcp", "InSegs", List.of());

    private final WireFormat format;
    private final String protocol;
    private final String received;
    private final List<String> options;

    Wire(WireFormat format, String protocol, String received, List<String> options) {
        this.format = format;
        this.protocol = protocol;
        this.received = received;
        this.options = options;
    }

    WireFormat format() {
        return format;
    }

    /** Counts the packets that carry it. */
    Meter packets(String unit) {
        return new PacketMeter(protocol, received, unit);
    }

    /** What tells a server of Hedgerow's program to speak it. */
    List<String> options() {
        return options;
    }

    /** How Hedgerow's program is told of a server to ask. */
    List<String> upstream(int port) {
        return this == DNS ? List.of("dns://127.0.0.1:" + port) : List.of("127.0.0.1", Integer.toString(port));
    }
}
