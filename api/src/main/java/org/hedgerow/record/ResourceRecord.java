package org.hedgerow.record;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Objects;

/**
 * One entry of a table: what a name has, of class IN.
 *
 * @param name the owner, spelled as the table spells it
 * @param type the type of the data
 * @param ttl for how many seconds others may keep it, at least 0 (RFC 2181, section 8)
 * @param data the data, of a kind that fits the type
 */
public record ResourceRecord(DomainName name, RecordType type, int ttl, RecordData data) {
    /** The TTL of records that say nothing of theirs: five minutes, in seconds. */
    public static final int DEFAULT_TTL = 300;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the TTL is negative, or the data does not fit the type
     */
    public ResourceRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
        if (ttl < 0 || !data.fits(type)) {
            throw new IllegalArgumentException("expected data that fits the type and a TTL of at least 0, found " + type
                    + ' ' + data + " and " + ttl);
        }
    }

    /** The record with the {@link #DEFAULT_TTL}. */
    public static ResourceRecord of(DomainName name, RecordType type, RecordData data) {
        return new ResourceRecord(name, type, DEFAULT_TTL, data);
    }

    /** The A or AAAA record, whichever the address calls for, with the {@link #DEFAULT_TTL}. */
    public static ResourceRecord of(DomainName name, InetAddress address) {
        Objects.requireNonNull(address, "address");
        RecordType type = address instanceof Inet4Address ? RecordType.A : RecordType.AAAA;
        return of(name, type, new RecordData.Address(address));
    }

    /** The same of another name. */
    public ResourceRecord withName(DomainName other) {
        return new ResourceRecord(other, type, ttl, data);
    }

    /** The same with another TTL, in seconds. */
    public ResourceRecord withTtl(int other) {
        return new ResourceRecord(name, type, other, data);
    }

    /** The record as a line of the line format: {@code Name Value Type IN}. */
    @Override
    public String toString() {
        return name + " " + data + " " + type + " IN";
    }
}
