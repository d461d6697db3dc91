package org.hedgerow.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Queries of DNS as bytes, written by hand (RFC 1035, section 4), and what their replies say. */
final class DnsQueries {
    private DnsQueries() {}

    /** A query for an IPv4 address. */
    static byte[] query(int id, String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(id >> 8);
        bytes.write(id);
        bytes.writeBytes(new byte[] {1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.")) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(new byte[] {0, 0, 1, 0, 1});
        return bytes.toByteArray();
    }

    /** The same as a stream has it, with its length before it. */
    static byte[] overStream(byte[] query) {
        byte[] bytes = new byte[query.length + 2];
        bytes[0] = (byte) (query.length >> 8);
        bytes[1] = (byte) query.length;
        System.arraycopy(query, 0, bytes, 2, query.length);
        return bytes;
    }

    static int id(byte[] reply) {
        return (reply[0] & 0xFF) << 8 | reply[1] & 0xFF;
    }

    static boolean isTruncated(byte[] reply) {
        return (reply[2] & 2) != 0;
    }

    /** How many answers there are. */
    static int answers(byte[] reply) {
        return (reply[6] & 0xFF) << 8 | reply[7] & 0xFF;
    }
}
