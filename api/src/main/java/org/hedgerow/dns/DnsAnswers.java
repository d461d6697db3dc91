package org.hedgerow.dns;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a reply, whose question has been found to be the one that was asked, says of it. Reading one allocates at the most
 * {@value #ALLOCATED_EACH} octets for each of its octets and {@value #ALLOCATED} more: the worst is text of
 * empty strings, then records of two octets that point to the longest name. Aliases are looked for once for each of them, of
 * which there are {@value #MAX_ALIASES} at the most, so that work grows with the reply's length, too.
 */
final class DnsAnswers {
    static final int ALLOCATED_EACH = 64;
    static final int ALLOCATED = 64 * 1024;

    private static final int MAX_ALIASES = 16;

    private final DnsReader reader = new DnsReader();
    private int rcode;

    /** Whether a reply with this code says no more than that its server does not take EDNS, or not this version of it. */
    static boolean refusesEdns(int rcode) {
        return rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP || rcode == Rcode.BADVERS;
    }

    /** The code of the reply that was read last, all of it (RFC 6891, section 6.1.3). */
    int rcode() {
        return rcode;
    }

    /**
     * Reads the reply. It must be a response of at least a header with that question; the name in it is overwritten by that
     * of {@code question}, so that records whose owners point there are spelled as whoever asks spells it.
     */
    Answer read(Question question, byte[] message, int from, int to) {
        rcode = DnsHeader.rcode(message, from);
        int records = from + DnsHeader.OCTETS + question.name().wireOctets() + 4;
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return unanswered(question, rcode, excuse(reader.over(message, from, records, to)));
        }
        if (DnsHeader.isTruncated(message, from)) {
            // Over a stream, too: what is not in there may exist.
            return Failed.of(Failed.Reason.BAD_REPLY, question + ": the reply is cut short");
        }
        Found addresses = rcode == Rcode.NOERROR ? AddressSection.tryRead(question, message, from, records, to) : null;
        if (addresses != null) {
            return addresses;
        }
        question.name().copyWireTo(message, from + DnsHeader.OCTETS);
        try {
            return new Reply(question, from, records, to).answer(message);
        } catch (BadMessageException e) {
            return Failed.of(Failed.Reason.BAD_REPLY, question + ": " + e.getMessage());
        }
    }

    /** A refusal that gives another reason, as that of a filter, says nothing of who is responsible. */
    private static Answer unanswered(Question question, int rcode, @Nullable ExtendedError excuse) {
        boolean foreign =
                rcode == Rcode.REFUSED && (excuse == null || excuse.code() == ExtendedError.NOT_AUTHORITATIVE);
        if (foreign || rcode == Rcode.NOTAUTH) {
            return Elsewhere.unknown().withExtendedError(excuse);
        }
        Failed.Reason reason = rcode == Rcode.SERVFAIL ? Failed.Reason.SERVER_FAILURE : Failed.Reason.REFUSED;
        String why = excuse == null ? "" : " (" + excuse + ")";
        return Failed.of(reason, question + ": the server says " + Rcode.text(rcode) + why)
                .withExtendedError(excuse);
    }

    /** What the server says of its failure; null if that cannot be read. */
    private static @Nullable ExtendedError excuse(DnsReader reader) {
        try {
            Edns edns = Edns.readReply(reader, reader.records());
            return edns == null ? null : edns.extendedError();
        } catch (BadMessageException e) {
            return null;
        }
    }

    /** One reply while it is read. */
    private final class Reply {
        private final Question question;
        private final int from;
        private final int begin;
        private final int to;
        private final List<ResourceRecord> records = new ArrayList<>(4);
        private boolean whole = true; // the records are all that the section has

        Reply(Question question, int from, int begin, int to) {
            this.question = question;
            this.from = from;
            this.begin = begin;
            this.to = to;
        }

        Answer answer(byte[] message) throws BadMessageException {
            reader.over(message, from, begin, to);
            readRecords(DnsHeader.answers(message, from));
            int sectionEnd = reader.position();
            List<ResourceRecord> chain = new ArrayList<>(records.size());
            DomainName canonical = follow(chain);
            int aliases = chain.size();
            for (ResourceRecord each : records) {
                // Beside NXDOMAIN there are none, whoever put them there: so resolvers and stubs have it, too.
                if (rcode == Rcode.NOERROR && isAsked(each) && each.name().equals(canonical)) {
                    chain.add(each);
                }
            }
            if (chain.size() > aliases) {
                return whole && isBehindQuestion(chain.get(0)) && chain.equals(records)
                        ? new Found(
                                chain, DnsReplies.SECTION, DnsReplies.section(chain.size(), message, begin, sectionEnd))
                        : new Found(chain);
            }
            return missing(chain, message);
        }

        /** Whether what points to the question is read the same behind one that is spelled as this record's owner. */
        private boolean isBehindQuestion(ResourceRecord first) {
            return first.name().isSpelledAs(question.name());
        }

        private boolean isAsked(ResourceRecord record) {
            return record.type().equals(question.type()) || question.type().equals(RecordType.ANY);
        }

        /** Adds the aliases that lead from the name asked for, and returns the name that they lead to. */
        private DomainName follow(List<ResourceRecord> chain) throws BadMessageException {
            DomainName name = question.name();
            if (!question.type().followsAliases()) {
                return name;
            }
            for (ResourceRecord alias = alias(name); alias != null; alias = alias(name)) {
                if (chain.size() == MAX_ALIASES) {
                    throw new BadMessageException("more than " + MAX_ALIASES + " aliases");
                }
                chain.add(alias);
                name = ((RecordData.Host) alias.data()).name();
            }
            return name;
        }

        private @Nullable ResourceRecord alias(DomainName name) {
            for (ResourceRecord each : records) {
                if (each.type().equals(RecordType.CNAME) && each.name().equals(name)) {
                    return each;
                }
            }
            return null;
        }

        private Answer missing(List<ResourceRecord> aliases, byte[] message) throws BadMessageException {
            records.clear();
            readRecords(DnsHeader.authorities(message, from));
            List<ResourceRecord> soa = all(RecordType.SOA).stream().limit(1).toList();
            List<ResourceRecord> servers = all(RecordType.NS);
            int additional = reader.position();
            Edns edns = Edns.readReply(reader, DnsHeader.additionals(message, from));
            if (edns != null && edns.highRcode() != 0) {
                rcode |= edns.highRcode();
                return unanswered(question, rcode, edns.extendedError());
            }
            ExtendedError error = edns == null ? null : edns.extendedError();
            boolean authoritative = (DnsHeader.flags(message, from) & DnsHeader.AUTHORITATIVE) != 0;
            if (rcode == Rcode.NOERROR && soa.isEmpty() && !aliases.isEmpty()) {
                return new Found(aliases); // they lead to where the server does not know its way
            }
            if (rcode == Rcode.NOERROR && soa.isEmpty() && !servers.isEmpty() && !authoritative) {
                reader.over(message, from, additional, to);
                return Elsewhere.delegatedTo(servers, glue(message)).withExtendedError(error);
            }
            return NotFound.of(rcode == Rcode.NXDOMAIN ? NotFound.Kind.NO_SUCH_NAME : NotFound.Kind.NO_SUCH_TYPE)
                    .withAuthoritative(authoritative)
                    .withAliases(aliases)
                    .withAuthority(soa)
                    .withExtendedError(error);
        }

        private List<ResourceRecord> glue(byte[] message) throws BadMessageException {
            records.clear();
            readRecords(DnsHeader.additionals(message, from));
            return records.stream().filter(each -> each.type().isAddress()).toList();
        }

        private List<ResourceRecord> all(RecordType type) {
            return records.stream().filter(each -> each.type().equals(type)).toList();
        }

        private void readRecords(int count) throws BadMessageException {
            for (int i = 0; i < count; i++) {
                DomainName name = reader.name();
                RecordType type = RecordType.of(reader.u16());
                int recordClass = reader.u16();
                int ttl = reader.s32();
                int length = reader.u16();
                if (recordClass == DnsHeader.CLASS_IN && !type.isMeta()) {
                    records.add(new ResourceRecord(name, type, Math.max(0, ttl), DnsData.read(reader, type, length)));
                    whole &= ttl >= 0;
                } else {
                    reader.skip(length);
                    whole = false;
                }
            }
        }
    }
}
