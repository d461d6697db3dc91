package org.hedgerow;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has the name: the records, in the table's order and spelling. Where the name is an alias, the CNAME records that
 * lead on come first, in that order.
 *
 * <p>A table keeps one {@code Found} for each of its entries and returns it as it is; the bytes of its encoding are
 * worked out once and kept with it.
 */
public final class Found implements Answer {
    private final List<ResourceRecord> records;

    // Written without synchronization on purpose: Encoding is immutable, so a race costs one more encoding at most.
    private @Nullable Encoding encoding;

    /**
     * An answer of these records.
     *
     * @throws IllegalArgumentException if there is no record
     */
    public Found(List<ResourceRecord> records) {
        this.records = List.copyOf(records);
        if (this.records.isEmpty()) {
            throw new IllegalArgumentException("an answer that is found has at least one record");
        }
    }

    /** An answer that arrived as bytes of {@code format} and need not be encoded again for the same format. */
    public Found(List<ResourceRecord> records, Object format, byte[] encoded) {
        this(records);
        this.encoding = new Encoding(format, encoded);
    }

    /** The records, at least one; an unmodifiable list. */
    public List<ResourceRecord> records() {
        return records;
    }

    /** The first record: what formats that carry just one record send. */
    public ResourceRecord first() {
        return records.get(0);
    }

    /** The first record that holds an address, which is not the first of all where aliases lead to it; null if none does. */
    public @Nullable ResourceRecord address() {
        for (ResourceRecord each : records) {
            if (each.type().isAddress()) {
                return each;
            }
        }
        return null;
    }

    /**
     * The bytes of this answer in a wire format, worked out by {@code encoder} on first use and kept. One format's bytes
     * are kept at a time, which is what a server needs. Any thread; the array is shared and must not be changed.
     *
     * @param format whose encoding it is, compared by identity
     */
    public byte[] encoding(Object format, Function<Found, byte[]> encoder) {
        Encoding known = encoding;
        if (known == null || known.format != format) {
            known = new Encoding(format, encoder.apply(this));
            encoding = known;
        }
        return known.bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Found found && records.equals(found.records);
    }

    @Override
    public int hashCode() {
        return records.hashCode();
    }

    @Override
    public String toString() {
        return "Found" + records;
    }

    private static final class Encoding {
        final Object format;
        final byte[] bytes;

        Encoding(Object format, byte[] bytes) {
            this.format = format;
            this.bytes = bytes;
        }
    }
}
