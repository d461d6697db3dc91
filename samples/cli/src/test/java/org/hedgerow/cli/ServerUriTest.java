package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class ServerUriTest {
    @ParameterizedTest
    @CsvSource({
        "line://127.0.0.1:5001, LINE, 127.0.0.1, 5001, line://127.0.0.1:5001",
        "dns://127.0.0.1:5300, DNS, 127.0.0.1, 5300, dns://127.0.0.1:5300",
        "dns://127.0.0.1, DNS, 127.0.0.1, 53, dns://127.0.0.1:53",
        "DNS://ns_1.example, DNS, ns_1.example, 53, dns://ns_1.example:53",
        "dns+tcp://localhost, DNS_TCP, localhost, 53, dns+tcp://localhost:53",
        "dns+tcp://[::1]:65535, DNS_TCP, ::1, 65535, dns+tcp://[::1]:65535",
        "dns://[::1], DNS, ::1, 53, dns://[::1]:53",
        "line://[fe80::1%lo]:1, LINE, fe80::1%lo, 1, line://[fe80::1%lo]:1",
    })
    void readsAndWrites(String text, Scheme scheme, String host, int port, String written) {
        ServerUri uri = ServerUri.parse(text);

        assertThat(uri).isEqualTo(new ServerUri(scheme, host, port));
        assertThat(uri).hasToString(written);
        assertThat(ServerUri.parse(written)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            127.0.0.1:53             | expected line://HOST:PORT, dns://HOST[:PORT] or dns+tcp://HOST[:PORT], found no "://"
            udp://127.0.0.1:53       | expected line://HOST:PORT, dns://HOST[:PORT] or dns+tcp://HOST[:PORT], found the scheme "udp"
            dns+udp://127.0.0.1      | expected line://HOST:PORT, dns://HOST[:PORT] or dns+tcp://HOST[:PORT], found the scheme "dns+udp"
            ://127.0.0.1             | expected line://HOST:PORT, dns://HOST[:PORT] or dns+tcp://HOST[:PORT], found the scheme ""
            line://127.0.0.1         | expected a port, as in line://HOST:PORT, found none
            line://[::1]             | expected a port, as in line://HOST:PORT, found none
            dns://127.0.0.1:         | expected a port from 1 to 65535, found ""
            dns://127.0.0.1:0        | expected a port from 1 to 65535, found "0"
            dns://127.0.0.1:65536    | expected a port from 1 to 65535, found "65536"
            dns://127.0.0.1:-53      | expected a port from 1 to 65535, found "-53"
            dns://127.0.0.1:domain   | expected a port from 1 to 65535, found "domain"
            dns://127.0.0.1/         | expected nothing after host and port, found "/"
            dns://127.0.0.1:53/a.com | expected nothing after host and port, found "/a.com"
            dns://127.0.0.1?type=A   | expected nothing after host and port, found "?type=A"
            dns://127.0.0.1#a        | expected nothing after host and port, found "#a"
            dns://me@127.0.0.1:53    | expected no user, found "me@"
            dns://                   | expected a host, found none
            dns://:53                | expected a host, found none
            dns://[]:53              | expected a host, found none
            dns://[127.0.0.1]:53     | expected an IPv6 address in the brackets, found "127.0.0.1"
            dns://[::1               | expected a host, with brackets around an IPv6 address, found "[::1"
            dns://[::1]53            | expected a host, with brackets around an IPv6 address, found "[::1]53"
            """)
    void tellsWhatIsWrong(String text, String problem) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> ServerUri.parse(text))
                .withMessage("\"" + text + "\": " + problem);
    }

    @Test
    void anIpv6AddressWithoutBracketsIsNoHostAndPort() {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> ServerUri.parse("dns://2001:db8::1"))
                .withMessageContaining("expected a port from 1 to 65535, found \"db8::1\"");
    }

    @Test
    void onlyTheLineFormatMayBeBare() {
        LineFormat bare = LineFormat.standard().bare();

        assertThat(Scheme.LINE.format(bare, DnsFormat.standard())).isSameAs(bare);
        assertThat(Scheme.DNS.format(bare, DnsFormat.standard())).isSameAs(DnsFormat.standard());
        assertThat(Scheme.DNS_TCP.format(bare, DnsFormat.standard()).singleConnection())
                .isFalse();
    }

    @Test
    void pairsAndUrisMixInTheirOrder() {
        assertThat(Upstreams.parse(
                        List.of("h1", "1", "dns://h2", "h3", "3", "h4", "4", "line://h5:5", "dns+tcp://[::1]:6")))
                .map(ServerUri::toString)
                .containsExactly(
                        "line://h1:1", "dns://h2:53", "line://h3:3", "line://h4:4", "line://h5:5", "dns+tcp://[::1]:6");
        // As it always was: a host of a pair may be an IPv6 address.
        assertThat(Upstreams.parse(List.of("::1", "5001"))).containsExactly(new ServerUri(Scheme.LINE, "::1", 5001));
    }
}
