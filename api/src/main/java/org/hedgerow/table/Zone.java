package org.hedgerow.table;

import static java.util.Objects.requireNonNull;

import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.ResourceRecord;

/** A zone of a table, as its SOA record starts it (RFC 1035, section 3.3.13). Immutable; any thread. */
public final class Zone {
    private final ResourceRecord soa;
    private final long serial;

    private Zone(ResourceRecord soa, RecordData.Soa data) {
        this.soa = soa;
        this.serial = Integer.toUnsignedLong(data.serial());
    }

    /**
     * The zone that this record starts.
     *
     * @throws IllegalArgumentException if it is no SOA record
     */
    public static Zone of(ResourceRecord soa) {
        if (requireNonNull(soa, "soa").data() instanceof RecordData.Soa data) {
            return new Zone(soa, data);
        }
        throw new IllegalArgumentException("expected a SOA record, found \"" + soa + '"');
    }

    /** The name at its apex. */
    public DomainName origin() {
        return soa.name();
    }

    /** The SOA record, with the TTL that the table has. */
    public ResourceRecord soa() {
        return soa;
    }

    /** The version of the zone, from 0 to 2<sup>32</sup>-1, which are compared as RFC 1982 says, and not as numbers. */
    public long serial() {
        return serial;
    }

    /** Whether both are of one name and version: their SOA records are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Zone zone && soa.equals(zone.soa);
    }

    @Override
    public int hashCode() {
        return soa.hashCode();
    }

    @Override
    public String toString() {
        return origin() + " " + serial;
    }
}
