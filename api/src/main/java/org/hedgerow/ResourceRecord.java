package org.hedgerow;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * One entry of a table: what a name has, of class IN.
 *
 * @param name the owner, spelled as the table spells it
 * @param type the type of the data
 * @param data the data
 */
public record ResourceRecord(DomainName name, RecordType type, RecordData data) {

    /** The A or AAAA record, whichever the address calls for. */
    public static ResourceRecord of(DomainName name, InetAddress address) {
        RecordType type = address instanceof Inet4Address ? RecordType.A : RecordType.AAAA;
        return new ResourceRecord(name, type, new RecordData.Address(address));
    }

    /** The record as a line: {@code Name Value Type IN}. */
    @Override
    public String toString() {
        return name + " " + data + " " + type + " IN";
    }
}
