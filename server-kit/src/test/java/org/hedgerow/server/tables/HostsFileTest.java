package org.hedgerow.server.tables;

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
    void isStrictAboutALineIfTold(String line, String problem) throws TableFileException {
        String content = "1.1.1.1 x\n" + line + "\n";
        ReadTables.refused("hosts", content, HOSTS.withStrict(true), "hosts:2: expected " + problem);
        assertThat(ReadTables.parse("hosts", content, HOSTS)).contains("x 300 A 1.1.1.1");
        assertThat(ReadTables.warnings("hosts", content, HOSTS))
                .containsExactly("hosts:2: passed over: expected " + problem);
    }

    @Test
    void oddLinesArePassedOverWithOneWarningThatCounts() throws TableFileException {
        String content = """
                127.0.0.1 localhost
                0.0.0.0 foo..bar
                300.1.1.1 bad
                0.0.0.0  #[server down.all]
                10.0.0.9 printer.test
                """;
        assertThat(ReadTables.parse("hosts", content, HOSTS))
                .containsExactly("localhost 300 A 127.0.0.1", "printer.test 300 A 10.0.0.9");
        assertThat(ReadTables.warnings("hosts", content, HOSTS))
                .containsExactly("hosts:2: passed over: expected a domain name, found \"foo..bar\" (the first of 3)");
    }

    @Test
    void theGoodNamesOfAnOddLineCount() throws TableFileException {
        assertThat(ReadTables.parse("hosts", "10.0.0.1 a b..c d\n", HOSTS.withFormat(TableFormat.AUTO)))
                .containsExactly("a 300 A 10.0.0.1", "d 300 A 10.0.0.1");
    }

    @Test
    void aFileWithoutAnyGoodLineIsRefused() {
        ReadTables.refused(
                "hosts",
                "<html>\n<body>Not found</body>\n</html>\n",
                HOSTS,
                "hosts:1: expected an IPv4 or IPv6 address, found \"<html>\"");
    }

    @Test
    void aBackslashIsACharacterLikeOthers() throws TableFileException {
        assertThat(ReadTables.parse("hosts", "10.0.0.1 DOMAIN\\host a\\.b \\032\n", HOSTS))
                .containsExactly("DOMAIN\\\\host 300 A 10.0.0.1", "a\\\\.b 300 A 10.0.0.1", "\\\\032 300 A 10.0.0.1");
    }
}
