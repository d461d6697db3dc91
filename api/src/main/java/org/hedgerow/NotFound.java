package org.hedgerow;

import java.util.List;
import java.util.Objects;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Somebody responsible says that it does not exist. Silence is never this, it is {@link Failed.Reason#TIMEOUT}; nor is that
 * somebody is not responsible, which is {@link Elsewhere}.
 */
public final class NotFound implements Answer {

    /** What does not exist. */
    public enum Kind {
        /** The name itself, for no record type (NXDOMAIN of RFC 1035 and RFC 2308). */
        NO_SUCH_NAME,
        /** The name has records, none of the type asked for (NODATA of RFC 2308); or only names below it do. */
        NO_SUCH_TYPE
    }

    /** The name does not exist: authoritative, and said by no zone. */
    public static final NotFound NAME = new NotFound(Kind.NO_SUCH_NAME, true, List.of(), List.of(), null);

    /** The name exists without a record of this type: authoritative, and said by no zone. */
    public static final NotFound TYPE = new NotFound(Kind.NO_SUCH_TYPE, true, List.of(), List.of(), null);

    private final Kind kind;
    private final boolean authoritative;
    private final List<ResourceRecord> aliases;
    private final List<ResourceRecord> authority;
    private final @Nullable ExtendedError extendedError;

    private NotFound(
            Kind kind,
            boolean authoritative,
            List<ResourceRecord> aliases,
            List<ResourceRecord> authority,
            @Nullable ExtendedError extendedError) {
        this.kind = kind;
        this.authoritative = authoritative;
        this.aliases = aliases;
        this.authority = authority;
        this.extendedError = extendedError;
    }

    /** That this does not exist: authoritative, without aliases, and said by no zone. */
    public static NotFound of(Kind kind) {
        return Objects.requireNonNull(kind, "kind") == Kind.NO_SUCH_NAME ? NAME : TYPE;
    }

    /** The same, said by whoever has the data himself (AA of RFC 1035), or by others who have heard it. */
    public NotFound withAuthoritative(boolean isAuthoritative) {
        return isAuthoritative == authoritative
                ? this
                : new NotFound(kind, isAuthoritative, aliases, authority, extendedError);
    }

    /** The same of the name that these CNAME records, signed or not, lead to from the name asked for, in this order. */
    public NotFound withAliases(List<ResourceRecord> records) {
        Objects.requireNonNull(records, "records");
        return new NotFound(kind, authoritative, List.copyOf(records), authority, extendedError);
    }

    /** The same with these records of who says so: mostly the SOA record of the zone; proofs where the zone is signed. */
    public NotFound withAuthority(List<ResourceRecord> records) {
        Objects.requireNonNull(records, "records");
        return new NotFound(kind, authoritative, aliases, List.copyOf(records), extendedError);
    }

    /** The same, to be kept by others for so many seconds at most. */
    public NotFound withTtlAtMost(int seconds) {
        return withAuthority(authority.stream()
                .map(each -> each.ttl() > seconds ? each.withTtl(seconds) : each)
                .toList());
    }

    @Override
    public NotFound withExtendedError(@Nullable ExtendedError error) {
        return new NotFound(kind, authoritative, aliases, authority, error);
    }

    /** What does not exist. */
    public Kind kind() {
        return kind;
    }

    /** Whether whoever says so has the data himself. */
    public boolean isAuthoritative() {
        return authoritative;
    }

    /**
     * The CNAME records that lead from the name asked for to the one that this is said of, and their signatures where these
     * were asked for; mostly none.
     */
    public List<ResourceRecord> aliases() {
        return aliases;
    }

    /** The records of who says so: the SOA record of the zone, proofs; none where there is no zone. */
    public List<ResourceRecord> authority() {
        return authority;
    }

    /**
     * The start of the zone that says so, whose TTL is how long others may keep this (RFC 2308, section 5); null where there
     * is no zone, so that nobody may.
     */
    public @Nullable ResourceRecord soa() {
        for (ResourceRecord each : authority) {
            if (each.type().equals(RecordType.SOA)) {
                return each;
            }
        }
        return null;
    }

    /**
     * That of the zone's SOA record, or what this says if it is less (RFC 2308, section 5), but no more than that of its {@link
     * #aliases}; 0 where there is no zone.
     */
    @Override
    public int ttl() {
        ResourceRecord soa = soa();
        if (soa == null) {
            return 0;
        }
        long minimum = soa.data() instanceof RecordData.Soa start ? Integer.toUnsignedLong(start.minimum()) : soa.ttl();
        return (int) Math.min(Aging.shortest(aliases), Math.min(soa.ttl(), minimum));
    }

    @Override
    public NotFound aged(int seconds) {
        if (Aging.isNone(seconds)) {
            return this;
        }
        // The zone's own limit counts from the beginning, too.
        List<ResourceRecord> kept = soa() == null ? authority : withTtlAtMost(ttl()).authority;
        return withAliases(Aging.of(aliases, seconds)).withAuthority(Aging.of(kept, seconds));
    }

    /** The name that its aliases lead to; {@code asked} itself if there are none. */
    public DomainName canonicalName(DomainName asked) {
        return AliasEnd.of(Objects.requireNonNull(asked, "asked"), aliases);
    }

    @Override
    public @Nullable ExtendedError extendedError() {
        return extendedError;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NotFound missing
                && kind == missing.kind
                && authoritative == missing.authoritative
                && aliases.equals(missing.aliases)
                && authority.equals(missing.authority)
                && Objects.equals(extendedError, missing.extendedError);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, authoritative, aliases, authority, extendedError);
    }

    /** What does not exist, and what there is besides. */
    @Override
    public String toString() {
        return "NotFound[kind=" + kind
                + (authoritative ? "" : ", not authoritative")
                + (aliases.isEmpty() ? "" : ", aliases=" + aliases)
                + (authority.isEmpty() ? "" : ", authority=" + authority)
                + (extendedError == null ? "" : ", extendedError=" + extendedError) + "]";
    }
}
