package org.hedgerow.dns;

import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.ChildCall;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.RecordType;

/**
 * A question for {@link RecordType#ANY}, to which one type is answer enough, put to a server as one that it is sure to
 * answer: for IPv4 addresses first, then for IPv6 addresses; for ANY only where the name has neither, since servers do not
 * like that type (RFC 8482).
 */
final class AnyAddress extends ChildCall {
    private static final List<RecordType> TYPES = List.of(RecordType.A, RecordType.AAAA, RecordType.ANY);

    private final DnsUpstream upstream;
    private final Question question;
    private final int step;

    private AnyAddress(DnsUpstream upstream, Question question, Call call, int step) {
        super(call);
        this.upstream = upstream;
        this.question = question;
        this.step = step;
    }

    /** Asks, and answers the call. */
    static void ask(DnsUpstream upstream, Question question, Call call) {
        new AnyAddress(upstream, question, call, 0).ask();
    }

    private void ask() {
        ask(upstream::askFor, question.withType(TYPES.get(step)));
    }

    @Override
    protected void completed(Answer answer) {
        boolean noSuchType = answer instanceof NotFound missing && missing.kind() == NotFound.Kind.NO_SUCH_TYPE;
        if (noSuchType && step + 1 < TYPES.size()) {
            new AnyAddress(upstream, question, parent(), step + 1).ask();
        } else {
            parent().answer(answer);
        }
    }
}
