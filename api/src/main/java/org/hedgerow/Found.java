package org.hedgerow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has the name: the records, in the table's order and spelling. Where the name is an alias, the CNAME records that
 * lead on come first, in that order. Signatures are among them where they were asked for ({@link Question#isDnssecOk}).
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
    private final @Nullable Besides besides; // null where there is nothing, as usual

    // The format is claimed once, and its bytes come after it: a race costs one more encoding at most. They are kept
    // here and not
    // in an object of their own, because a look-up in a large table would notice one more pointer to follow.
    private @Nullable Object format;

    @SuppressWarnings("UnusedVariable") // is read by way of ENCODED
    private byte @Nullable [] encoded;

    private Found(Store store, int place, @Nullable Besides besides) {
        this.store = store;
        this.place = place;
        this.besides = besides;
    }

    /**
     * An answer of these records.
     *
     * @throws IllegalArgumentException if there is no record
     */
    public static Found of(List<ResourceRecord> records) {
        return new Found(new Kept(copyOf(records)), 0, null);
    }

    /**
     * An answer whose records are made of what {@code store} has, each time that somebody wants to see them: for tables
     * that keep many, and for servers that relay bytes. The answer keeps its store.
     *
     * @param place which of its answers
     */
    public static Found of(Store store, int place) {
        return new Found(Objects.requireNonNull(store, "store"), place, null);
    }

    /** The same with these records instead, as when aliases that led to it come first. */
    public Found withRecords(List<ResourceRecord> records) {
        return new Found(new Kept(copyOf(records)), 0, besides);
    }

    /** The same with these records of the zone that it comes from: proofs, where the zone is signed. */
    public Found withAuthority(List<ResourceRecord> records) {
        return with(
                new Besides(List.copyOf(Objects.requireNonNull(records, "records")), additional(), extendedError()));
    }

    /** The same with these records that are of use besides, as the addresses of a mail server. */
    public Found withAdditional(List<ResourceRecord> records) {
        return with(new Besides(authority(), List.copyOf(Objects.requireNonNull(records, "records")), extendedError()));
    }

    @Override
    public Found withExtendedError(@Nullable ExtendedError error) {
        return with(new Besides(authority(), additional(), error));
    }

    private Found with(Besides changed) {
        return new Found(store, place, changed.isNothing() ? null : changed);
    }

    private static List<ResourceRecord> copyOf(List<ResourceRecord> records) {
        List<ResourceRecord> copy = List.copyOf(Objects.requireNonNull(records, "records"));
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("an answer that is found has at least one record");
        }
        return copy;
    }

    /** The records, at least one; an unmodifiable list. */
    public List<ResourceRecord> records() {
        return store.records(place);
    }

    /** The first record: what formats that carry just one record send. */
    public ResourceRecord first() {
        return records().get(0);
    }

    /** Records of the zone that it comes from: proofs, where the zone is signed; mostly none. */
    public List<ResourceRecord> authority() {
        return besides == null ? List.of() : besides.authority();
    }

    /** Records that are of use besides, as the addresses of a mail server; mostly none. */
    public List<ResourceRecord> additional() {
        return besides == null ? List.of() : besides.additional();
    }

    @Override
    public @Nullable ExtendedError extendedError() {
        return besides == null ? null : besides.extendedError();
    }

    /** The shortest time to live of its {@link #records}, which are kept and dropped together. */
    @Override
    public int ttl() {
        return Aging.shortest(records());
    }

    @Override
    public Found aged(int seconds) {
        if (Aging.isNone(seconds)) {
            return this;
        }
        Besides aged = besides == null
                ? null
                : new Besides(
                        Aging.of(besides.authority(), seconds),
                        Aging.of(besides.additional(), seconds),
                        besides.extendedError());
        return new Found(new Kept(Aging.of(records(), seconds)), 0, aged);
    }

    /** The name that its aliases lead to; {@code asked} itself if there are none. */
    public DomainName canonicalName(DomainName asked) {
        return AliasEnd.of(Objects.requireNonNull(asked, "asked"), records());
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
        byte[] arrived = store.encoding(place, format);
        if (arrived != null) {
            return arrived;
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
        return other instanceof Found found
                && records().equals(found.records())
                && Objects.equals(besides, found.besides);
    }

    @Override
    public int hashCode() {
        return records().hashCode();
    }

    @Override
    public String toString() {
        return "Found" + records() + (besides == null ? "" : besides);
    }

    /** Answers in a form that takes less room than records. Immutable; any thread. */
    public interface Store {
        /** The records of one answer, at least one; an unmodifiable list of equal records each time. */
        List<ResourceRecord> records(int place);

        /** Whether the name of the first of them is spelled so, but for a final dot. */
        boolean isSpelledAs(int place, DomainName name);

        /** Whether all of them are aliases, with their signatures. */
        default boolean isBareAlias(int place) {
            return AliasEnd.isAll(records(place));
        }

        /**
         * The bytes that the answer arrived as, if they are those of this format and need not be encoded again; shared, and not
         * to be changed.
         */
        default byte @Nullable [] encoding(int place, Object format) {
            return null;
        }
    }

    /** What there is besides the records. */
    private record Besides(
            List<ResourceRecord> authority,
            List<ResourceRecord> additional,
            @Nullable ExtendedError extendedError) {
        boolean isNothing() {
            return authority.isEmpty() && additional.isEmpty() && extendedError == null;
        }

        @Override
        public String toString() {
            return (authority.isEmpty() ? "" : ", authority=" + authority)
                    + (additional.isEmpty() ? "" : ", additional=" + additional)
                    + (extendedError == null ? "" : ", extendedError=" + extendedError);
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
