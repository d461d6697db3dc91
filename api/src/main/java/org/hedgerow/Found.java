package org.hedgerow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has the name: the records, in the table's order and spelling. Where the name is an alias, the CNAME records that
 * lead on come first, in that order.
 *
 * <p>A table keeps one {@code Found} for each of its entries that somebody has asked for and returns it as it is; the bytes
 * of its encoding are worked out once and kept with it.
 */
public final class Found implements Answer {
    private static final VarHandle FORMAT;
    private static final VarHandle ENCODED;

    static {
        try {
            FORMAT = MethodHandles.lookup().findVarHandle(Found.class, "format", Object.class);
            ENCODED = MethodHandles.lookup().findVarHandle(Found.class, "encoded", byte[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Store store;
    private final int place;

    // The format is claimed once, and its bytes come after it: a race costs one more encoding at most. They are kept
    // here and
    // not in an object of their own, for to follow one more pointer is what a look-up in a large table would notice.
    private @Nullable Object format;

    @SuppressWarnings("UnusedVariable") // is read by way of ENCODED
    private byte @Nullable [] encoded;

    /**
     * An answer of these records.
     *
     * @throws IllegalArgumentException if there is no record
     */
    public Found(List<ResourceRecord> records) {
        this(new Kept(List.copyOf(Objects.requireNonNull(records, "records"))), 0);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("an answer that is found has at least one record");
        }
    }

    /**
     * An answer whose records are made of what {@code store} has, each time that somebody wants to see them: for tables
     * that keep many. Whoever keeps such an answer keeps its store.
     *
     * @param place which of its answers
     */
    public Found(Store store, int place) {
        this.store = Objects.requireNonNull(store, "store");
        this.place = place;
    }

    /** An answer that arrived as bytes of {@code format} and need not be encoded again for the same format. */
    public Found(List<ResourceRecord> records, Object format, byte[] encoded) {
        this(records);
        this.format = Objects.requireNonNull(format, "format");
        this.encoded = Objects.requireNonNull(encoded, "encoded");
    }

    /** The same of an answer whose records are made when somebody wants to see them. */
    public Found(Store store, int place, Object format, byte[] encoded) {
        this(store, place);
        this.format = Objects.requireNonNull(format, "format");
        this.encoded = Objects.requireNonNull(encoded, "encoded");
    }

    /** The records, at least one; an unmodifiable list. */
    public List<ResourceRecord> records() {
        return store.records(place);
    }

    /** The first record: what formats that carry just one record send. */
    public ResourceRecord first() {
        return records().get(0);
    }

    /**
     * Whether the name of the first record is spelled so, but for a final dot. Costs no memory, so that servers can ask for
     * each question whether {@link #encoding} fits it.
     */
    public boolean isSpelledAs(DomainName name) {
        Objects.requireNonNull(name, "name");
        return store.isSpelledAs(place, name);
    }

    /**
     * Whether it is nothing but aliases, since where they lead was not known. Costs no memory where the records are such as
     * servers relay by the thousand.
     */
    public boolean isBareAlias() {
        return store.isBareAlias(place);
    }

    /** The first record that holds an address, which is not the first of all where aliases lead to it; null if none does. */
    public @Nullable ResourceRecord address() {
        for (ResourceRecord each : records()) {
            if (each.type().isAddress()) {
                return each;
            }
        }
        return null;
    }

    /**
     * The bytes of this answer in a wire format, worked out by {@code encoder} on first use and kept. Those of the first
     * format that asks are kept, which is what a server needs; for any other they are worked out each time. Any thread; the
     * array is shared and must not be changed.
     *
     * @param format whose encoding it is, compared by identity
     */
    public byte[] encoding(Object format, Function<Found, byte[]> encoder) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(encoder, "encoder");
        byte[] known = (byte[]) ENCODED.getAcquire(this);
        if (known != null && this.format == format) {
            return known;
        }
        byte[] bytes = encoder.apply(this);
        Object owner = FORMAT.compareAndExchange(this, null, format);
        if (owner == null || owner == format) {
            ENCODED.setRelease(this, bytes);
        }
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Found found && records().equals(found.records());
    }

    @Override
    public int hashCode() {
        return records().hashCode();
    }

    @Override
    public String toString() {
        return "Found" + records();
    }

    /** Answers in a form that takes less room than records. Immutable; any thread. */
    public interface Store {
        /** The records of one answer, at least one; an unmodifiable list of equal records each time. */
        List<ResourceRecord> records(int place);

        /** Whether the name of the first of them is spelled so, but for a final dot. */
        boolean isSpelledAs(int place, DomainName name);

        /** Whether all of them are CNAME records. As the aliases come first, the last one shows it. */
        default boolean isBareAlias(int place) {
            List<ResourceRecord> records = records(place);
            return records.get(records.size() - 1).type().equals(RecordType.CNAME);
        }
    }

    private record Kept(List<ResourceRecord> records) implements Store {
        @Override
        public List<ResourceRecord> records(int place) {
            return records;
        }

        @Override
        public boolean isSpelledAs(int place, DomainName name) {
            return records.get(0).name().isSpelledAs(name);
        }
    }
}
