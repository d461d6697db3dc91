package org.hedgerow.record;

import java.util.BitSet;

/** Types that a name has, as NSEC records list them: bits in windows of 256 (RFC 4034, section 4.1.2). There may be none. */
final class TypeBitmap {
    static final Field FIELD = new Field("types...", Field.REST, 0, TypeBitmap::parse, TypeBitmap::print);

    private static final int WINDOW = 256;
    private static final int MAX_BYTES = WINDOW / Byte.SIZE;

    private TypeBitmap() {}

    private static void parse(TextReader from, WireWriter to) {
        BitSet types = new BitSet();
        while (from.left() > 0) {
            types.set(RecordType.of(from.next("a record type")).code());
        }
        for (int first = types.nextSetBit(0); first >= 0; first = types.nextSetBit((first / WINDOW + 1) * WINDOW)) {
            int window = first / WINDOW;
            byte[] bits = types.get(window * WINDOW, (window + 1) * WINDOW).toByteArray();
            to.u8(window);
            to.u8(bits.length);
            for (byte each : bits) {
                to.u8(Integer.reverse(each) >>> (Integer.SIZE - Byte.SIZE)); // the highest bit is the lowest type
            }
        }
    }

    private static void print(WireReader from, TextWriter to) {
        int last = -1;
        while (from.left() > 0) {
            int window = from.u8("a window");
            byte[] bits = from.string("types").toBytes();
            if (window <= last || bits.length == 0 || bits.length > MAX_BYTES || bits[bits.length - 1] == 0) {
                throw from.malformed("windows of types that are empty, too long or out of order");
            }
            for (int i = 0; i < bits.length * Byte.SIZE; i++) {
                if ((bits[i / Byte.SIZE] << (i % Byte.SIZE) & 0x80) != 0) {
                    to.add(RecordType.of(window * WINDOW + i).toString());
                }
            }
            last = window;
        }
    }
}
