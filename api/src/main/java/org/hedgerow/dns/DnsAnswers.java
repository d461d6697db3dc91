package org.hedgerow.dns;

import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a reply, whose question has been found to be the one that was asked, says of it. Reading one allocates at the most
 * {@value #ALLOCATED_EACH} octets for each of its octets and {@value #ALLOCATED} more: the worst is text of
 * empty strings, then records of two octets that point to the longest name. Work grows with the reply's length, too, because
 * it searches the records once for each alias, of which it follows only a few.
 */
final class DnsAnswers {
    static final int ALLOCATED_EACH = 64;
    static final int ALLOCATED = 64 * 1024;

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
            return withExcuse(addresses, message, from, records + AddressSection.bytes(question, message, from), to);
        }
        question.name().copyWireTo(message, from + DnsHeader.OCTETS);
        try {
            return new Reply(question, message, from, records, to).answer();
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
        return excuse(reader, reader.records());
    }

    private static @Nullable ExtendedError excuse(DnsReader reader, int records) {
        try {
            Edns edns = Edns.readReply(reader, records);
            return edns == null ? null : edns.extendedError();
        } catch (BadMessageException e) {
            return null;
        }
    }

    /** The answer with what the server says of it behind the answer section. */
    private Found withExcuse(Found found, byte[] message, int from, int sectionEnd, int to) {
        if (to - sectionEnd < Edns.OCTETS + ErrorOption.BYTES) {
            return found; // as nearly all, which have no room for it
        }
        int records = DnsHeader.authorities(message, from) + DnsHeader.additionals(message, from);
        ExtendedError excuse = excuse(reader.over(message, from, sectionEnd, to), records);
        return excuse == null ? found : found.withExtendedError(excuse);
    }

    /** One reply while it is read. */
    private final class Reply {
        private final Question question;
        private final byte[] message;
        private final int from;
        private final int begin;
        private final int to;

        Reply(Question question, byte[] message, int from, int begin, int to) {
            this.question = question;
            this.message = message;
            this.from = from;
            this.begin = begin;
            this.to = to;
        }

        Answer answer() throws BadMessageException {
            reader.over(message, from, begin, to);
            DnsSection section = DnsSection.read(reader, DnsHeader.answers(message, from));
            int sectionEnd = reader.position();
            // NXDOMAIN leaves no room for records other than aliases: resolvers and stubs ignore them, too.
            RelevantRecords relevant = RelevantRecords.of(question, section.records(), rcode == Rcode.NOERROR);
            if (!relevant.isFound()) {
                return missing(relevant.records());
            }
            Found found = section.isWhole() && relevant.isAllOf(section.records()) && isBehindQuestion(relevant)
                    ? Found.of(new AnswerSection(relevant.records(), message, begin, sectionEnd), 0)
                    : Found.of(relevant.records());
            boolean others = question.isDnssecOk() || !question.type().isAddress();
            return withExcuse(others ? withOtherSections(found) : found, message, from, sectionEnd, to);
        }

        /** Whether what points to the question is read the same behind one that is spelled as the first owner. */
        private boolean isBehindQuestion(RelevantRecords relevant) {
            return relevant.records().get(0).name().isSpelledAs(question.name());
        }

        /**
         * Adds the authority section where proofs are wanted, since its NS records alone help nobody, and the additional
         * section where the records may name hosts, since it may have their addresses.
         */
        private Found withOtherSections(Found found) throws BadMessageException {
            List<ResourceRecord> authority = authority();
            Found proved = question.isDnssecOk() ? found.withAuthority(authority) : found;
            return question.type().isAddress()
                    ? proved
                    : proved.withAdditional(DnsSection.read(reader, DnsHeader.additionals(message, from))
                            .records());
        }

        private List<ResourceRecord> authority() throws BadMessageException {
            return DnsSection.read(reader, DnsHeader.authorities(message, from)).records();
        }

        private Answer missing(List<ResourceRecord> aliases) throws BadMessageException {
            List<ResourceRecord> authority = authority();
            List<ResourceRecord> soa = all(RecordType.SOA, authority).limit(1).toList();
            List<ResourceRecord> servers = all(RecordType.NS, authority).toList();
            int additional = reader.position();
            Edns edns = Edns.readReply(reader, DnsHeader.additionals(message, from));
            if (edns != null && edns.highRcode() != 0) {
                rcode |= edns.highRcode();
                return unanswered(question, rcode, edns.extendedError());
            }
            ExtendedError error = edns == null ? null : edns.extendedError();
            boolean authoritative = (DnsHeader.flags(message, from) & DnsHeader.AUTHORITATIVE) != 0;
            if (rcode == Rcode.NOERROR && soa.isEmpty() && !aliases.isEmpty()) {
                // They lead to where the server does not know its way.
                return Found.of(aliases)
                        .withAuthority(question.isDnssecOk() ? authority : List.of())
                        .withExtendedError(error);
            }
            if (rcode == Rcode.NOERROR && soa.isEmpty() && !servers.isEmpty() && !authoritative) {
                reader.over(message, from, additional, to);
                return Elsewhere.delegatedTo(servers, glue()).withExtendedError(error);
            }
            return NotFound.of(rcode == Rcode.NXDOMAIN ? NotFound.Kind.NO_SUCH_NAME : NotFound.Kind.NO_SUCH_TYPE)
                    .withAuthoritative(authoritative)
                    .withAliases(aliases)
                    .withAuthority(question.isDnssecOk() ? authority : soa)
                    .withExtendedError(error);
        }

        private List<ResourceRecord> glue() throws BadMessageException {
            return DnsSection.read(reader, DnsHeader.additionals(message, from)).records().stream()
                    .filter(each -> each.type().isAddress())
                    .toList();
        }

        private static Stream<ResourceRecord> all(RecordType type, List<ResourceRecord> records) {
            return records.stream().filter(each -> each.type().equals(type));
        }
    }
}
