package org.hedgerow.record;

import java.nio.charset.StandardCharsets;

/**
 * Where the data of one record is read from, one field after the other: a DNS message, bytes that somebody keeps, text. Not
 * thread-safe; never blocks.
 *
 * @param <X> what is thrown if the data is malformed
 */
public interface DataReader<X extends Exception> {
    /** How many bytes of the data are left; of text, how many fields. */
    int left();

    /**
     * Reads an unsigned number of 8 bits.
     *
     * @param what what it means, for messages about it: {@code "a usage"}
     */
    int u8(String what) throws X;

    /** Reads an unsigned number of 16 bits. */
    int u16(String what) throws X;

    /** Reads a number of 32 bits. */
    int u32(String what) throws X;

    /** Reads a name. */
    DomainName name() throws X;

    /** Reads so many bytes; the array is the caller's. */
    byte[] bytes(int count) throws X;

    /** What to throw: the problem, and where it is if the reader knows. */
    X malformed(String problem);

    /** Reads seconds. More than 2^31 - 1 mean nothing more (RFC 2181, section 8, says so of TTLs). */
    default int seconds(String what) throws X {
        int seconds = u32(what);
        return seconds < 0 ? Integer.MAX_VALUE : seconds;
    }

    /** Reads a character string (RFC 1035, section 3.3). */
    default Octets string(String what) throws X {
        int length = u8(what);
        if (length > left()) {
            throw malformed("a string that is longer than its record");
        }
        return Octets.wrap(bytes(length));
    }

    /** Reads a string of ASCII that text has without quotes. */
    default String word(String what) throws X {
        return new String(string(what).toBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads all that is left; of text, a string of any length. */
    default Octets rest(String what) throws X {
        return Octets.wrap(bytes(left()));
    }

    /** Reads an address of 4 or 16 bytes. */
    default RecordData.Address address(int bytes) throws X {
        return RecordData.Address.of(bytes(bytes));
    }

    /**
     * Reads all that is left, with whole names: where names may be compressed, these mean nothing elsewhere (RFC 3597, section
     * 4). Of bytes that somebody keeps, all names are whole.
     *
     * @param leading how many bytes there are first
     * @param strings how many character strings follow these
     * @param names how many names follow those
     */
    default byte[] withWholeNames(int leading, int strings, int names) throws X {
        return bytes(left());
    }
}
