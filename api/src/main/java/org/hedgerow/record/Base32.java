package org.hedgerow.record;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Base 32 with the extended hex alphabet and without padding (RFC 4648, section 7), as NSEC3 has it. */
final class Base32 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private static final int BITS = 5;

    private Base32() {}

    static String format(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a hash that is empty"); // whose text would be none
        }
        StringBuilder text = new StringBuilder();
        int left = 0;
        int bits = 0;
        for (byte each : bytes) {
            left = left << Byte.SIZE | (each & 0xFF);
            for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
                text.append(DIGITS.charAt(left >> (bits - BITS) & 0x1F));
            }
            left &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(DIGITS.charAt(left << (BITS - bits))).toString();
    }

    /** The octets, 1 to 255 of them, in any case of the letters. */
    static byte[] parse(String what, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int left = 0;
        int bits = 0;
        for (char each : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int digit = DIGITS.indexOf(each);
            if (digit < 0) {
                throw expected(what, text);
            }
            left = left << BITS | digit;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(left >> bits);
                left &= (1 << bits) - 1;
            }
        }
        if (left != 0 || bits >= BITS || bytes.size() == 0 || bytes.size() > RecordData.Txt.MAX_STRING_OCTETS) {
            throw expected(what, text);
        }
        return bytes.toByteArray();
    }

    private static IllegalArgumentException expected(String what, String text) {
        return TextReader.expected(what + " of 1 to 255 octets in base 32, extended hex", text);
    }
}
