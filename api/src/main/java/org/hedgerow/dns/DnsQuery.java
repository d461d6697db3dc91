package org.hedgerow.dns;

import java.net.SocketAddress;
import java.util.Objects;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * A query of a client: what a server takes from it, and, while it is worked on, the call for its answer. One object, with
 * numbers as wide as they are on the wire, for each octet of it is allocated once a query.
 *
 * <p>What is no query, or one that will not be worked on, is told by the header alone where that is enough, before anything
 * else is looked at.
 */
final class DnsQuery extends Call {
    private static final Failed CALLED_OFF =
            Failed.of(Failed.Reason.CANCELLED, "the resolver has called the question off");

    private final byte rcode;
    private boolean replied;
    private final char questionClass;
    private final char type;
    private final char id;
    private final char flags;
    private final @Nullable DomainName name;
    private final @Nullable Edns edns;
    private @Nullable DnsServing serving;
    private @Nullable SocketAddress client;
    private DnsServing.@Nullable Deadline deadline;

    /**
     * A query as it was read.
     *
     * @param id to be returned
     * @param flags as they came, some of which are returned
     * @param rcode {@link Rcode#NOERROR}, or what to answer without asking anybody
     * @param question what is asked; null if it could not be read, or was not looked at
     * @param questionClass the class that it is asked in
     * @param edns what the client says of itself (RFC 6891); null if it says nothing
     */
    DnsQuery(int id, int flags, int rcode, @Nullable Question question, int questionClass, @Nullable Edns edns) {
        this(
                id,
                flags,
                rcode,
                question == null ? null : question.name(),
                question == null ? 0 : question.type().code(),
                questionClass,
                edns);
    }

    private DnsQuery(
            int id, int flags, int rcode, @Nullable DomainName name, int type, int questionClass, @Nullable Edns edns) {
        this.id = (char) id;
        this.flags = (char) flags;
        this.rcode = (byte) rcode;
        this.name = name;
        this.type = (char) type;
        this.questionClass = (char) questionClass;
        this.edns = edns;
    }

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
            // What flags mean to another operation is not known, so none is returned.
            Edns edns = ednsOfOtherOperation(reader.over(message, from, from + DnsHeader.OCTETS, to));
            return new DnsQuery(id, flags & DnsHeader.OPCODES, Rcode.NOTIMP, null, DnsHeader.CLASS_IN, edns);
        }
        if (DnsHeader.questions(message, from) != 1) {
            return new DnsQuery(id, flags, Rcode.FORMERR, null, DnsHeader.CLASS_IN, null);
        }
        int start = from + DnsHeader.OCTETS;
        DomainName name = DomainName.tryReadWire(message, start, to); // nothing is there yet to be pointed to
        int end = name == null ? to : start + name.wireOctets();
        if (name == null || to - end < 4) {
            return new DnsQuery(id, flags, Rcode.FORMERR, null, DnsHeader.CLASS_IN, null);
        }
        int type = DnsHeader.u16(message, end);
        int questionClass = DnsHeader.u16(message, end + 2);
        try {
            Edns edns = edns(reader.over(message, from, end + 4, to));
            return new DnsQuery(id, flags, rcode(type, questionClass, edns), name, type, questionClass, edns);
        } catch (BadMessageException e) {
            return new DnsQuery(id, flags, Rcode.FORMERR, name, type, questionClass, null);
        }
    }

    private static int rcode(int type, int questionClass, @Nullable Edns edns) {
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

    int id() {
        return id;
    }

    int flags() {
        return flags;
    }

    int rcode() {
        return rcode;
    }

    /** The name that is asked for; null if it could not be read, or was not looked at. */
    @Nullable
    DomainName name() {
        return name;
    }

    /** The type that is asked for, where there is a name. */
    int type() {
        return type;
    }

    /** What is asked; null if that could not be read, or was not looked at. */
    @Nullable
    Question question() {
        return name == null ? null : Question.of(name, RecordType.of(type));
    }

    /** Whether the client wants no more than the records, which others may be asked for, as usual. */
    boolean isPlain() {
        return (flags & (DnsHeader.RECURSION_DESIRED | DnsHeader.CHECKING_DISABLED)) == DnsHeader.RECURSION_DESIRED
                && (edns == null || !edns.dnssecOk());
    }

    /** The question with what else the client wants. */
    Question wishes(Question question) {
        return question.withRecursionDesired((flags & DnsHeader.RECURSION_DESIRED) != 0)
                .withCheckingDisabled((flags & DnsHeader.CHECKING_DISABLED) != 0)
                .withDnssecOk(edns != null && edns.dnssecOk());
    }

    int questionClass() {
        return questionClass;
    }

    @Nullable
    Edns edns() {
        return edns;
    }

    /** Is worked on from now on; the reply goes to the client, which is null where there is only one. */
    void begin(DnsServing by, @Nullable SocketAddress from) {
        serving = by;
        client = from;
    }

    /** Is to be replied to by then. */
    void dueBy(DnsServing.Deadline until) {
        deadline = until;
    }

    /** Where the reply goes; null where there is only one client. */
    @Nullable
    SocketAddress client() {
        return client;
    }

    @Override
    public Lane lane() {
        return serving().lane();
    }

    @Override
    protected void completed(Answer answer) {
        conclude(answer);
    }

    /** By the resolver, if the server still wants an answer: the client is told at once. */
    @Override
    protected void cancelled() {
        conclude(CALLED_OFF);
    }

    private void conclude(Answer answer) {
        if (!replied) {
            replied = true;
            serving().concluded(this, answer);
        }
    }

    boolean isReplied() {
        return replied;
    }

    /** Gives its deadline up; whether it had one. */
    boolean leaveDeadline() {
        DnsServing.Deadline left = deadline;
        deadline = null;
        if (left != null) {
            left.takeBack();
        }
        return left != null;
    }

    private DnsServing serving() {
        return Objects.requireNonNull(serving, "begun");
    }

    @Override
    public String toString() {
        return "query " + (int) id + " of flags " + (int) flags + ", rcode " + rcode + ": " + question() + " in class "
                + (int) questionClass + " with " + edns;
    }
}
