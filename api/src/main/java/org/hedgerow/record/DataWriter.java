package org.hedgerow.record;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * Where the data of one record is written to, one field after the other: a DNS message, bytes that somebody keeps, text. Not
 * thread-safe; never blocks.
 */
public interface DataWriter {
    /** Writes the lowest 8 bits of a number. */
    void u8(int value);

    /** Writes the lowest 16 bits of a number. */
    void u16(int value);

    /** Writes a number of 32 bits, which is unsigned. */
    void u32(int value);

    /** Writes a name that messages may compress: of the types of RFC 1035 alone (RFC 3597, section 4). */
    void name(DomainName name);

    /** Writes a name that must be whole. */
    void plainName(DomainName name);

    /** Writes bytes. */
    void bytes(byte[] bytes);

    /** Writes bytes. */
    void octets(Octets octets);

    /** Writes a character string (RFC 1035, section 3.3), of 255 bytes at most. */
    default void string(Octets string) {
        u8(string.length());
        octets(string);
    }

    /** Writes a string of ASCII, of 255 bytes at most, that text has without quotes. */
    default void word(String word) {
        u8(word.length());
        bytes(word.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes an address. */
    default void address(InetAddress address) {
        bytes(address.getAddress());
    }
}
