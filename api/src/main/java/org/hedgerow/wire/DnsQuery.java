package org.hedgerow.wire;

import org.hedgerow.DomainName;
import org.hedgerow.Question;
import org.hedgerow.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * What a server takes from a query. What is no query, or one that will not be worked on, is told by the header alone where
 * that is enough, before anything else is looked at.
 *
 * @param id to be returned
 * @param flags as they came, some of which are returned
 * @param rcode {@link Rcode#NOERROR}, or what to answer without asking anybody
 * @param question what is asked; null if it could not be read, or was not looked at
 * @param questionClass the class that it is asked in
 * @param edns what the client says of itself (RFC 6891); null if it says nothing
 */
record DnsQuery(
        int id,
        int flags,
        int rcode,
        @Nullable Question question,
        int questionClass,
        @Nullable Edns edns) {

    /** Reads a query; null if it is a response, or too short for a header: then nobody is to be answered. */
    static @Nullable DnsQuery read(byte[] message, int from, int to, DnsReader reader) {
        if (to - from < DnsHeader.OCTETS) {
            return null;
        }
        int flags = DnsHeader.flags(message, from);
        if ((flags & DnsHeader.RESPONSE) != 0) {
            return null;
        }
        int id = DnsHeader.id(message, from);
        if ((flags & DnsHeader.OPCODES) != 0) {
            return new DnsQuery(id, flags, Rcode.NOTIMP, null, DnsHeader.CLASS_IN, null);
        }
        if (DnsHeader.questions(message, from) != 1) {
            return new DnsQuery(id, flags, Rcode.FORMERR, null, DnsHeader.CLASS_IN, null);
        }
        int name = from + DnsHeader.OCTETS;
        DomainName asked = DomainName.tryReadWire(message, name, to); // nothing is there yet to be pointed to
        int type = asked == null ? to : name + asked.wireOctets();
        if (asked == null || to - type < 4) {
            return new DnsQuery(id, flags, Rcode.FORMERR, null, DnsHeader.CLASS_IN, null);
        }
        Question question = new Question(asked, RecordType.of(DnsHeader.u16(message, type)));
        int questionClass = DnsHeader.u16(message, type + 2);
        try {
            Edns edns = edns(reader.over(message, from, type + 4, to));
            return new DnsQuery(id, flags, rcode(question, questionClass, edns), question, questionClass, edns);
        } catch (BadMessageException e) {
            return new DnsQuery(id, flags, Rcode.FORMERR, question, questionClass, null);
        }
    }

    private static int rcode(Question question, int questionClass, @Nullable Edns edns) {
        if (edns != null && edns.version() != 0) {
            return Rcode.BADVERS;
        }
        if (questionClass != DnsHeader.CLASS_IN) {
            return Rcode.REFUSED;
        }
        boolean meta = question.type().isMeta() && !question.type().equals(RecordType.ANY);
        return meta ? Rcode.NOTIMP : Rcode.NOERROR; // transfers of zones, for one
    }

    /** Passes over what follows the question, which is nothing but OPT as a rule. */
    private static @Nullable Edns edns(DnsReader reader) throws BadMessageException {
        Edns edns = Edns.read(reader, reader.records());
        if (reader.left() > 0) {
            throw new BadMessageException("octets behind the last record");
        }
        return edns;
    }
}
