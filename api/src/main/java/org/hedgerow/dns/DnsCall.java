package org.hedgerow.dns;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.shared.DelayLine;
import org.jspecify.annotations.Nullable;

/**
 * A query that is worked on: the call for its answer, what the reply repeats, and where it goes. One object, with numbers as
 * wide as they are on the wire, because each byte of it is allocated once a query.
 *
 * @param <R> where replies go
 */
final class DnsCall<R> extends Call implements DnsQuery {
    private static final Failed CALLED_OFF =
            Failed.of(Failed.Reason.CANCELLED, "the resolver has called the question off");

    private boolean concluded;
    private final char id;
    private final char flags;
    private final char type;
    private final DomainName name;
    private final @Nullable Edns edns;
    private final DnsServing<R> serving;
    private final R returnPath;
    private @Nullable Deadline deadline;

    /** By when it is replied to. */
    static final class Deadline extends DelayLine.Place {
        final DnsCall<?> call;

        private Deadline(DnsCall<?> call) {
            this.call = call;
        }
    }

    /** For a query to be worked on, of which a name has been read. */
    DnsCall(DnsServing<R> serving, DnsQuery query, DomainName name, R returnPath) {
        this.serving = serving;
        this.returnPath = returnPath;
        this.id = (char) query.id();
        this.flags = (char) query.flags();
        this.type = (char) query.type();
        this.name = name;
        this.edns = query.edns();
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
        return Rcode.NOERROR;
    }

    @Override
    public DomainName name() {
        return name;
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public int questionClass() {
        return DnsHeader.CLASS_IN;
    }

    @Override
    public @Nullable Edns edns() {
        return edns;
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

    R returnPath() {
        return returnPath;
    }

    /** How many bytes it holds while it is in flight. */
    int held() {
        return InFlightMemory.ofQuestion(name.wireOctets());
    }

    @Override
    public Lane lane() {
        return serving.lane();
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
        if (!concluded) {
            concluded = true;
            serving.concluded(this, answer);
        }
    }

    /** The client wants no reply any more. */
    void abandon() {
        if (!concluded) {
            concluded = true;
            serving.abandoned(this);
            cancel();
        }
    }

    /** Is to be replied to by a deadline, unless it has been already. */
    @Nullable
    Deadline awaitDeadline() {
        deadline = concluded ? null : new Deadline(this);
        return deadline;
    }

    /** Gives its deadline up; whether it had one. */
    boolean leaveDeadline() {
        Deadline left = deadline;
        deadline = null;
        if (left != null) {
            left.takeBack();
        }
        return left != null;
    }
}
