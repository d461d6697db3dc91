package org.hedgerow.dns;

import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.RecordType;

/**
 * A question for {@link RecordType#ANY}, to which one type is answer enough, put to a server as one that it is sure to
 * answer: for IPv4 addresses first, then for IPv6 addresses; for ANY only where the name has neither, since servers do not
 * like that type (RFC 8482).
 */
final class AnyAddress extends Call {
    private static final List<RecordType> TYPES = List.of(RecordType.A, RecordType.AAAA, RecordType.ANY);

    private final DnsUpstream upstream;
    private final Question question;
    private final Call call;
    private final int step;

    private AnyAddress(DnsUpstream upstream, Question question, Call call, int step) {
        this.upstream = upstream;
        this.question = question;
        this.call = call;
        this.step = step;
    }

    /** Asks, and answers the call. */
    static void ask(DnsUpstream upstream, Question question, Call call) {
        new AnyAddress(upstream, question, call, 0).ask();
    }

    private void ask() {
        call.onDone(this::cancel);
        upstream.askFor(question.withType(TYPES.get(step)), this);
    }

    @Override
    public Lane lane() {
        return call.lane();
    }

    @Override
    protected void completed(Answer answer) {
        boolean noSuchType = answer instanceof NotFound missing && missing.kind() == NotFound.Kind.NO_SUCH_TYPE;
        if (noSuchType && step + 1 < TYPES.size() && !call.isDone()) {
            new AnyAddress(upstream, question, call, step + 1).ask();
        } else {
            call.answer(answer);
        }
    }
}
