package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class WireTest {
    @Test
    void theTimeOutDependsOnTheProtocolUnlessItIsGiven() {
        assertThat(timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeout("--wire", "line")).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeout("--wire", "dns")).isEqualTo(Duration.ofMillis(4500));
        assertThat(timeout("--wire", "dns", "--timeout", "5s")).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeout("--timeout", "1s")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void eachHasItsFormats() {
        assertThat(Wire.LINE.tableServer(null)).isInstanceOf(LineFormat.class);
        LineFormat line = LineFormat.standard().bare();
        assertThat(Wire.LINE.client(line)).isSameAs(line);
        assertThat(Wire.DNS.client(line).name()).isEqualTo("dns");
        assertThat(Wire.DNS.tableServer(null)).isInstanceOf(DnsFormat.class);
        assertThat(Wire.DNS.rootServer(null)).isInstanceOf(DnsFormat.class);
    }

    private static Duration timeout(String... args) {
        Options options = new Options();
        new CommandLine(options).parseArgs(args);
        return options.timeout.timeout(options.wire.wire());
    }

    @Command
    private static final class Options {
        @Mixin
        private WireOption wire;

        @Mixin
        private TimeoutOption timeout;
    }
}
