package org.hedgerow.dns;

import java.util.List;
import java.util.function.Function;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the replies of a server, each over the last. The answer of a table is worked out once and kept with it: it goes
 * behind the header and the question of whoever asks in the table's spelling, be it one of this side's or of another server.
 */
final class DnsReplies {
    /** What answers are kept under: what an answer section is like behind a question that is spelled as its first owner. */
    static final Object SECTION = DnsReplies.class;

    /** Octets before a kept section: how many records it has. */
    static final int COUNT_OCTETS = 2;

    private static final int RETURNED_FLAGS =
            DnsHeader.OPCODES | DnsHeader.RECURSION_DESIRED | DnsHeader.CHECKING_DISABLED;

    private static final byte[] NO_TEXT = {};

    private final DnsWriter writer = new DnsWriter();
    private final DnsFormat format;
    private final Function<Found, byte[]> sections = this::section;

    DnsReplies(DnsFormat format) {
        this.format = format;
    }

    /** The last reply. */
    DnsWriter written() {
        return writer;
    }

    /**
     * Writes the reply.
     *
     * @param limit how many octets it may have; one that has more is written without its records, and says so: by TC, or as a
     *     failure if no message at all can hold them
     */
    void write(DnsQuery query, Answer answer, int limit) {
        List<ResourceRecord> additional = List.of();
        if (answer instanceof Found found) {
            begin(query, Rcode.NOERROR, format.answeredFlags());
            answers(query, found);
            records(8, found.authority());
            additional = found.additional();
        } else if (answer instanceof NotFound missing && isAlias(query, missing)) {
            begin(query, Rcode.NOERROR, format.answeredFlags());
            records(6, firstAlias(missing));
        } else if (answer instanceof NotFound missing) {
            begin(query, rcode(missing), format.answeredFlags());
            records(6, missing.aliases());
            records(8, missing.authority());
        } else {
            begin(query, rcode(answer), format.failedFlags());
        }
        end(query, 0, ErrorOption.of(answer), additional, limit);
    }

    /** Whether whatever there is was asked for, and there is an alias, which is enough, wherever it leads. */
    private static boolean isAlias(DnsQuery query, NotFound missing) {
        return query.type() == RecordType.ANY.code() && !missing.aliases().isEmpty();
    }

    private static List<ResourceRecord> firstAlias(NotFound missing) {
        return missing.aliases().stream()
                .filter(each -> each.type().equals(RecordType.CNAME))
                .limit(1)
                .toList();
    }

    /** Writes the reply to a query that nobody is asked. */
    void reject(DnsQuery query, int limit) {
        boolean isQuery = (query.flags() & DnsHeader.OPCODES) == 0;
        begin(query, query.rcode() & DnsHeader.RCODES, isQuery ? format.failedFlags() : 0);
        boolean unsupported = query.rcode() == Rcode.NOTIMP || query.rcode() == Rcode.REFUSED;
        end(query, query.rcode() >> 4, unsupported ? ErrorOption.NOT_SUPPORTED : null, List.of(), limit);
    }

    /** Writes a reply without records that has the client ask again over a stream. */
    void truncate(DnsQuery query, int limit) {
        begin(query, query.rcode() & DnsHeader.RCODES, format.failedFlags() | DnsHeader.TRUNCATED);
        end(query, query.rcode() >> 4, null, List.of(), limit);
    }

    private void begin(DnsQuery query, int rcode, int flags) {
        writer.begin();
        writer.u16(query.id());
        writer.u16(DnsHeader.RESPONSE | (query.flags() & RETURNED_FLAGS) | flags | rcode);
        DomainName name = query.name();
        writer.u16(name == null ? 0 : 1);
        writer.u16(0);
        writer.u16(0);
        writer.u16(0);
        if (name != null) {
            // Nothing is compressed against it: whoever asks in mixed case could not tell the table's spelling from his
            // own.
            writer.plainName(name);
            writer.u16(query.type());
            writer.u16(query.questionClass());
        }
    }

    private void answers(DnsQuery query, Found found) {
        DomainName name = query.name();
        if (name == null) {
            return;
        }
        if (query.type() == RecordType.ANY.code()) {
            // Minimal (RFC 8482): what the name itself has, and not where it leads.
            ResourceRecord first = found.first();
            records(
                    6,
                    found.records().stream()
                            .filter(each -> isBeside(first, each))
                            .toList());
        } else if (found.isSpelledAs(name)) {
            int length = writer.length();
            byte[] section = found.encoding(SECTION, sections);
            if (writer.length() == length) { // or it has just been worked out, and stands there already
                writer.octets(section, COUNT_OCTETS, section.length);
            }
            writer.set16(6, DnsHeader.u16(section, 0));
        } else {
            records(6, found.records());
        }
    }

    private static boolean isBeside(ResourceRecord first, ResourceRecord each) {
        return (each.type().equals(first.type()) || each.type().equals(RecordType.RRSIG))
                && each.name().equals(first.name());
    }

    /** Writes the answer section, and returns what is kept of it. */
    private byte[] section(Found found) {
        int start = writer.length();
        List<ResourceRecord> records = found.records();
        records.forEach(each -> record(each, writer));
        return section(records.size(), writer.bytes(), DnsWriter.PREFIX + start, DnsWriter.PREFIX + writer.length());
    }

    /** What is kept of an answer section, which is always the same behind a question of the same spelling. */
    static byte[] section(int records, byte[] message, int from, int to) {
        byte[] section = new byte[COUNT_OCTETS + to - from];
        DnsHeader.u16(section, 0, records);
        System.arraycopy(message, from, section, COUNT_OCTETS, to - from);
        return section;
    }

    private void records(int countAt, List<ResourceRecord> records) {
        for (ResourceRecord each : records) {
            record(each, writer);
        }
        writer.set16(countAt, records.size());
    }

    private static void record(ResourceRecord record, DnsWriter to) {
        to.name(record.name());
        to.u16(record.type().code());
        to.u16(DnsHeader.CLASS_IN);
        to.u32(record.ttl());
        to.u16(0);
        int start = to.length();
        record.data().writeTo(to);
        to.set16(start - 2, to.length() - start);
    }

    /**
     * Adds what is of use besides, as far as there is room for it (RFC 2181, section 9), and OPT if the client has sent one;
     * takes the records back if all would be too long even so.
     */
    private void end(
            DnsQuery query, int rcodeHigh, @Nullable ExtendedError error, List<ResourceRecord> additional, int limit) {
        Edns edns = query.edns();
        byte[] text = error == null ? NO_TEXT : ErrorOption.text(error);
        int optLength = edns == null ? 0 : error == null ? Edns.OCTETS : Edns.OCTETS + ErrorOption.BYTES + text.length;
        int others = 0;
        if (writer.length() + optLength > limit) {
            takeBack(query, limit);
        } else if (!additional.isEmpty()) {
            others = additional(additional, limit - optLength);
        }
        if (edns != null) {
            writer.u8(0);
            writer.u16(Edns.TYPE);
            writer.u16(format.payload());
            writer.u32(rcodeHigh << 24 | (edns.dnssecOk() ? Edns.DNSSEC_OK : 0));
            writer.u16(optLength - Edns.OCTETS);
            if (error != null) {
                ErrorOption.write(error, text, writer);
            }
            writer.set16(10, others + 1);
        }
    }

    /** Writes these unless they are too much; how many. */
    private int additional(List<ResourceRecord> records, int limit) {
        int length = writer.length();
        records(10, records);
        if (writer.length() <= limit) {
            return records.size();
        }
        writer.cut(length);
        writer.set16(10, 0);
        return 0;
    }

    /** A client that is told so asks again over a stream, where there is nothing more to be told but that it cannot be. */
    private void takeBack(DnsQuery query, int limit) {
        DomainName name = query.name();
        boolean overStream = limit == DnsWriter.MAX_OCTETS;
        writer.cut(DnsHeader.OCTETS + (name == null ? 0 : name.wireOctets() + 4));
        int flags = DnsHeader.flags(writer.bytes(), DnsWriter.PREFIX);
        writer.set16(2, overStream ? (flags & ~DnsHeader.RCODES) | Rcode.SERVFAIL : flags | DnsHeader.TRUNCATED);
        writer.set16(6, 0);
        writer.set16(8, 0);
    }

    private static int rcode(NotFound missing) {
        return missing.kind() == NotFound.Kind.NO_SUCH_NAME ? Rcode.NXDOMAIN : Rcode.NOERROR;
    }

    private static int rcode(Answer answer) {
        boolean refused = answer instanceof Elsewhere
                || (answer instanceof Failed failed && failed.reason() == Failed.Reason.REFUSED);
        return refused ? Rcode.REFUSED : Rcode.SERVFAIL;
    }
}
