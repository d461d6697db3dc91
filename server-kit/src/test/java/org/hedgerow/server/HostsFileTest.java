package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsFileTest {
    private static final TableFileOptions HOSTS = TableFileOptions.defaults().withFormat(TableFormat.HOSTS);

    @Test
    void anAddressIsThatOfEachOfItsNames() throws TableFileException {
        assertThat(ReadTables.parse("hosts", """
                # what every host has
                127.0.0.1\tlocalhost
                  10.1.2.3  db1.example.com db1 DB   # the old one
                ::1 ip6-localhost ip6-loopback#both

                2001:DB8::1 db1.example.com.
                """, HOSTS))
                .containsExactly(
                        "localhost 300 A 127.0.0.1",
                        "db1.example.com 300 A 10.1.2.3",
                        "db1 300 A 10.1.2.3",
                        "DB 300 A 10.1.2.3",
                        "ip6-localhost 300 AAAA ::1",
                        "ip6-loopback 300 AAAA ::1",
                        "db1.example.com. 300 AAAA 2001:db8::1");
    }

    @Test
    void aScopedAddressIsPassedOver() throws TableFileException {
        assertThat(ReadTables.parse("hosts", "127.0.0.1 localhost\nfe80::1%lo0 localhost\n", HOSTS))
                .containsExactly("localhost 300 A 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    1.2.3.400 a     | an IPv4 or IPv6 address, found "1.2.3.400"
                    a.com 1.2.3.4   | an IPv4 or IPv6 address, found "a.com"
                    fe80::1% a      | an IPv4 or IPv6 address, found "fe80::1%"
                    1.2.3.4%lo0 a   | an IPv4 or IPv6 address, found "1.2.3.4%lo0"
                    %lo0 a          | an IPv4 or IPv6 address, found "%lo0"
                    1.2.3.4         | "IPaddress canonical_name aliases...", found "1.2.3.4"
                    1.2.3.4 # a     | "IPaddress canonical_name aliases...", found "1.2.3.4 # a"
                    fe80::1%lo0     | "IPaddress canonical_name aliases...", found "fe80::1%lo0"
                    1.2.3.4 a b..c  | a domain name, found "b..c"
                    1.2.3.4 "a"     | a domain name, found ""a""
                    fe80::1%lo0 a.. | a domain name, found "a.."
                    """)
    void saysWhatIsWrongWithALine(String line, String problem) {
        ReadTables.refused("hosts", "1.1.1.1 x\n" + line + "\n", HOSTS, "hosts:2: expected " + problem);
    }
}
