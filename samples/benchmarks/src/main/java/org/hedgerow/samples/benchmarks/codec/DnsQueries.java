package org.hedgerow.samples.benchmarks.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntFunction;

/** DNS queries for addresses, without EDNS, in random order; each arrives in the same buffer, as datagrams at a socket do. */
final class DnsQueries {
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int MAX_OCTETS = 512;

    private final byte[][] queries;
    private final byte[] buffer = new byte[MAX_OCTETS];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private int next;

    /** For so many names, of which each is asked for once before the first is asked for again. */
    DnsQueries(int names, IntFunction<String> name) {
        queries = new byte[names][];
        for (int i = 0; i < names; i++) {
            queries[i] = query(i & 0xFFFF, name.apply(i));
        }
        Random random = new Random(1);
        for (int i = names - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte[] held = queries[i];
            queries[i] = queries[other];
            queries[other] = held;
        }
    }

    int count() {
        return queries.length;
    }

    /** The next query, until the one after it. */
    ByteBuffer next() {
        byte[] query = queries[next];
        next = next + 1 == queries.length ? 0 : next + 1;
        System.arraycopy(query, 0, buffer, 0, query.length);
        return view.clear().limit(query.length);
    }

    private static byte[] query(int id, String name) {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_OCTETS);
        bytes.putShort((short) id).putShort((short) RECURSION_DESIRED);
        bytes.putShort((short) 1).putShort((short) 0).putInt(0); // one question, nothing else
        for (String label : name.split("\\.", -1)) {
            byte[] octets = label.getBytes(StandardCharsets.US_ASCII);
            bytes.put((byte) octets.length).put(octets);
        }
        bytes.put((byte) 0).putShort((short) 1).putShort((short) 1); // A, IN
        byte[] query = new byte[bytes.position()];
        bytes.get(0, query);
        return query;
    }
}
