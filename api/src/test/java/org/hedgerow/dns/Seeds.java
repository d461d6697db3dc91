package org.hedgerow.dns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What fuzz tests begin with: messages and lines that are text in the resources, a message a line, in hexadecimal. */
final class Seeds {
    private Seeds() {}

    static Stream<byte[]> messages() {
        return lines("messages.txt").map(HexFormat.of()::parseHex);
    }

    /** All the messages as a stream has them, each behind its length, and behind an octet for the size of chunks. */
    static Stream<byte[]> streams() {
        return messages().map(message -> {
            byte[] stream = new byte[2 * (message.length + 2) + 1];
            stream[0] = 7;
            for (int at = 1; at < stream.length; at += message.length + 2) {
                DnsHeader.u16(stream, at, message.length);
                System.arraycopy(message, 0, stream, at + 2, message.length);
            }
            return stream;
        });
    }

    static Stream<byte[]> lines() {
        return Stream.of(
                        "www.example.com 192.0.2.1 A IN\n",
                        "www.example.com 2001:db8::1 AAAA IN\r\n",
                        "wWw.example.com - TIMED OUT\n",
                        "a b - INVALID NAME\n",
                        "a\\.b\\032c.ä. ::ffff:1.2.3.4 AAAA IN",
                        "one\ntwo\r\n\n  three  \n\r\n",
                        "\u0000\u0001\u007f\n",
                        "no - Error:HOST NOT FOUNDwww.example.com 192.0.2.1 A INabc - NOT HEREabc 192.0.2.2 A IN",
                        "one - HOST NOT FOUND A\0\0two 0.0.0.0 Asix - TIMED OUT\r\n")
                .map(line -> line.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<String> lines(String resource) {
        try (InputStream in = Seeds.class.getResourceAsStream(resource)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            return lines.stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
