package org.hedgerow.dns;

import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries, and is the last one that it has read: one for each socket, so that what is not worked on costs no memory. What
 * is no query, or will not be worked on, shows in the header alone where that is enough, before anything else is looked at.
 */
final class DnsQueryReader implements DnsQuery {
    private final DnsReader reader = new DnsReader();
    private int id;
    private int flags;
    private int rcode;
    private @Nullable DomainName name;
    private int type;
    private int questionClass;
    private @Nullable Edns edns;

    /** Whether there is a query here; a response is none, and neither is what is too short for a header: nobody is answered. */
    boolean read(byte[] message, int from, int to) {
        if (to - from < DnsHeader.OCTETS || (DnsHeader.flags(message, from) & DnsHeader.RESPONSE) != 0) {
            return false;
        }
        id = DnsHeader.id(message, from);
        flags = DnsHeader.flags(message, from);
        name = null;
        type = 0;
        questionClass = DnsHeader.CLASS_IN;
        edns = null;
        if ((flags & DnsHeader.OPCODES) != 0) {
            // What flags mean to another operation is not known, so none is returned.
            flags &= DnsHeader.OPCODES;
            rcode = Rcode.NOTIMP;
            edns = ednsOfOtherOperation(reader.over(message, from, from + DnsHeader.OCTETS, to));
        } else {
            rcode = question(message, from, to);
        }
        return true;
    }

    /** Reads the only question, and what follows it; the response code. */
    private int question(byte[] message, int from, int to) {
        if (DnsHeader.questions(message, from) != 1) {
            return Rcode.FORMERR;
        }
        int start = from + DnsHeader.OCTETS;
        DomainName asked = DomainName.tryReadWire(message, start, to); // nothing is there yet to be pointed to
        int end = asked == null ? to : start + asked.wireOctets();
        if (to - end < 4) {
            return Rcode.FORMERR;
        }
        name = asked;
        type = DnsHeader.u16(message, end);
        questionClass = DnsHeader.u16(message, end + 2);
        try {
            edns = edns(reader.over(message, from, end + 4, to));
        } catch (BadMessageException e) {
            return Rcode.FORMERR;
        }
        if (edns != null && edns.version() != 0) {
            return Rcode.BADVERS;
        }
        if (questionClass != DnsHeader.CLASS_IN) {
            return Rcode.REFUSED;
        }
        boolean transfer = type != RecordType.ANY.code() && RecordType.of(type).isMeta(); // of zones, for one
        return transfer ? Rcode.NOTIMP : Rcode.NOERROR;
    }

    /** Most have the layout of a query; of those that have not, nothing can be known. */
    private static @Nullable Edns ednsOfOtherOperation(DnsReader reader) {
        try {
            for (int i = reader.questions(); i > 0; i--) {
                reader.skipName();
                reader.skip(4);
            }
            return Edns.read(reader, reader.records());
        } catch (BadMessageException e) {
            return null;
        }
    }

    /** Passes over what follows the question, which is nothing but OPT as a rule. */
    private static @Nullable Edns edns(DnsReader reader) throws BadMessageException {
        Edns edns = Edns.read(reader, reader.records());
        if (reader.left() > 0) {
            throw new BadMessageException("octets behind the last record");
        }
        return edns;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public int rcode() {
        return rcode;
    }

    @Override
    public @Nullable DomainName name() {
        return name;
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public int questionClass() {
        return questionClass;
    }

    @Override
    public @Nullable Edns edns() {
        return edns;
    }
}
