package org.hedgerow.server.tables;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads files like {@code /etc/hosts}: {@code IPaddress canonical_name aliases...}. */
final class HostsReader implements EntryReader {
    private final ReadRecords records;
    private boolean hasGood;
    private @Nullable BadLineException odd; // the first
    private int oddLine;

    HostsReader(ReadRecords records) {
        this.records = records;
    }

    @Override
    public FieldSyntax syntax() {
        return FieldSyntax.HOSTS;
    }

    /** Passes over what is odd, as glibc and dnsmasq do, and takes the rest of the line. */
    @Override
    public void read(Fields fields, int line) {
        try {
            InetAddress address = fields.address(0);
            if (address == null && scopedAddress(fields) == null) {
                throw fields.expected("an IPv4 or IPv6 address", 0);
            }
            if (fields.count() == 1) {
                throw fields.expected("\"IPaddress canonical_name aliases...\"");
            }
            names(fields, address, line);
        } catch (BadLineException e) {
            if (records.passOver(e, line) && odd == null) {
                odd = e;
                oddLine = line;
            }
        }
    }

    /** All of them, but for a scoped address; a bad one is told when the others have been taken. */
    private void names(Fields fields, @Nullable InetAddress address, int line) throws BadLineException {
        BadLineException bad = null;
        for (int i = 1; i < fields.count(); i++) {
            try {
                DomainName name = fields.plainName(i);
                hasGood = true;
                if (address != null) {
                    records.add(ResourceRecord.of(name, address), line);
                }
            } catch (BadLineException e) {
                bad = bad == null ? e : bad;
            }
        }
        if (bad != null) {
            throw bad;
        }
    }

    /** A file without any good name is none of hosts, as when somebody has saved an error page in its place. */
    @Override
    public void end() {
        if (odd != null && !hasGood) {
            records.addProblem(odd, oddLine);
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
