package org.hedgerow.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.hedgerow.Origin;
import org.hedgerow.ResourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads files like {@code /etc/hosts}: {@code IPaddress canonical_name aliases...}. */
final class HostsReader implements EntryReader {
    private final ReadRecords records;

    HostsReader(ReadRecords records) {
        this.records = records;
    }

    @Override
    public FieldSyntax syntax() {
        return FieldSyntax.HOSTS;
    }

    @Override
    public void read(Fields fields, int line) throws BadLineException {
        InetAddress address = fields.address(0);
        boolean scoped = address == null && scopedAddress(fields) != null;
        if (address == null && !scoped) {
            throw fields.expected("an IPv4 or IPv6 address", 0);
        }
        if (fields.count() == 1) {
            throw fields.expected("\"IPaddress canonical_name aliases...\"");
        }
        for (int i = 1; i < fields.count(); i++) {
            fields.name(i, Origin.absolute()); // before any counts
        }
        for (int i = 1; i < fields.count() && address != null; i++) {
            records.add(ResourceRecord.of(fields.name(i, Origin.absolute()), address), line);
        }
    }

    /** The address of {@code fe80::1%lo0}, which means something on that host only; null if the field is none such. */
    static @Nullable InetAddress scopedAddress(Fields fields) {
        int percent = fields.indexOf(0, '%');
        if (percent < 0 || fields.endsWith(0, '%')) {
            return null;
        }
        InetAddress address = fields.address(0, percent);
        return address instanceof Inet6Address ? address : null;
    }
}
