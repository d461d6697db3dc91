package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "1.2.3.4", "128.112.136.35", "255.255.255.255"})
    void readsIpv4(String text) {
        assertThat(AddressText.parse(text)).isInstanceOf(Inet4Address.class);
        assertThat(AddressText.format(AddressText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.",
                "1.2.3.4.5",
                ".1.2.3",
                "1..2.3",
                "1.2.3.256",
                "1.2.3.400",
                "1.2.3.0004",
                "01.2.3.4",
                "1.2.3.00",
                "+1.2.3.4",
                "-1.2.3.4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.a",
                "0x1.2.3.4",
                "localhost",
                "১.২.৩.৪"
            })
    void takesNothingElseForIpv4(String text) {
        assertThat(AddressText.parse(text)).isNull();
    }

    /** The examples of RFC 4291, section 2.2, and RFC 5952, sections 4 and 5. */
    @ParameterizedTest
    @CsvSource({
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01::101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "::, ::",
        "0:0:0:0:0:0:0:0, ::",
        "::13.1.68.3, ::d01:4403",
        "::FFFF:129.144.52.38, ::ffff:8190:3426",
        "1:2:3:4:5:6:7.8.9.10, 1:2:3:4:5:6:708:90a",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1::, 1::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:0:0:0:0:0:0:0, 1::"
    })
    void readsIpv6AndWritesItTheShortWay(String text, String written) {
        assertThat(AddressText.parse(text)).isInstanceOf(Inet6Address.class);
        assertThat(AddressText.format(AddressText.parse(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1::2::3",
                "1:::2",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "::1.2.3",
                "::1.2.3.256",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1 ",
                " ::1",
                "::é"
            })
    void takesNothingElseForIpv6(String text) {
        assertThat(AddressText.parse(text)).isNull();
    }

    @Test
    void keepsMappedAddressesIpv6() {
        assertThat(AddressText.parse("::ffff:1.2.3.4")).isInstanceOf(Inet6Address.class);
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] address = new byte[16];
            for (int group = 0; group < 16; group += 2) {
                if (random.nextBoolean()) {
                    address[group] = (byte) random.nextInt(3);
                    address[group + 1] = (byte) random.nextInt();
                }
            }
            InetAddress expected = Inet6Address.getByAddress(null, address, -1);
            String text = AddressText.format(expected);
            assertThat(AddressText.parse(text)).as(text).isEqualTo(expected);
            assertThat(InetAddress.getByName(text).getHostAddress())
                    .as("the JDK's idea of %s", text)
                    .isEqualTo(InetAddress.getByAddress(address).getHostAddress());
        }
    }

    @Test
    void readsFromTheMiddleOfAnArray() {
        byte[] line = "a 1.2.3.4 A IN".getBytes(StandardCharsets.US_ASCII);
        assertThat(AddressText.parse(line, 2, 9)).isEqualTo(AddressText.parse("1.2.3.4"));
        assertThat(AddressText.parse(line, 2, 10)).isNull();
    }
}
