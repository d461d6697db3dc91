package org.hedgerow.dns;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.record.RecordType;
import org.hedgerow.wire.shared.DelayLine;
import org.hedgerow.wire.shared.Waiters;
import org.jspecify.annotations.Nullable;

/** A question that was asked, where its query is under way, and the callers that wait for the answer; it waits to be sent again. */
final class DnsPending extends DelayLine.Place {
    private static final byte MANY = Byte.MAX_VALUE; // beyond which nobody counts

    final Question question;
    private final DnsUpstream upstream;
    private final Waiters waiters = new Callers();
    private final long begunAt;
    private @Nullable QueryPath path;
    private char id;
    private byte sendings;
    private byte silentConnections;
    private long sentAt;
    private long takenAt;
    private long coins;
    private boolean mixed;
    private boolean plainForSilence;
    private boolean edns;

    DnsPending(Question question, DnsUpstream upstream, long now) {
        this.question = question;
        this.upstream = upstream;
        this.begunAt = now;
    }

    /** Whether its callers have waited for as long as they may together. */
    boolean isOld(long now) {
        return now - begunAt >= Waiters.LONGEST_NANOS;
    }

    void join(Call call) {
        waiters.join(question.type(), call);
    }

    /** Whether nobody waits any more. */
    boolean isDone() {
        return waiters.isDone();
    }

    void answer(Answer answer) {
        waiters.answer(answer);
    }

    /** Its query goes this way from now on. */
    void takes(QueryPath newPath, int newId, long now) {
        path = newPath;
        id = (char) newId;
        sendings = 0;
        takenAt = now;
    }

    /** Since when it has been under way under this id. */
    long takenAt() {
        return takenAt;
    }

    /** It is nowhere under way any more: the id may be used again. */
    void leave() {
        if (path != null) {
            path.free(id);
            path = null;
        }
    }

    /** It is nowhere under way any more, but its reply may still come. */
    void giveUp() {
        if (path != null) {
            path.quarantine(id, sentAt);
            path = null;
        }
    }

    /** The port or connection that it was under way on is gone. */
    void lost() {
        path = null;
    }

    @Nullable
    QueryPath path() {
        return path;
    }

    /** Its waits begin with the shortest again. */
    void beginAnew() {
        sendings = 0;
    }

    void sent(long now) {
        sendings = oneMore(sendings);
        sentAt = now;
    }

    /** How often it was sent on its path. */
    int sendings() {
        return sendings;
    }

    long sentAt() {
        return sentAt;
    }

    /** A connection that carried it was lost, and nothing had come since. */
    void countSilentConnection() {
        silentConnections = oneMore(silentConnections);
    }

    int silentConnections() {
        return silentConnections;
    }

    /** Its query is spelled as the question from now on. */
    void spelledPlain() {
        mixed = false;
        plainForSilence = false;
    }

    /** The same, because the server was silent; a late reply to what it was asked before is one as well. */
    void spelledPlainForSilence() {
        mixed = false;
        plainForSilence = true;
    }

    /** Its query is spelled as these coins fall from now on. */
    void spelledMixed(long newCoins) {
        mixed = true;
        plainForSilence = false;
        coins = newCoins;
    }

    private static byte oneMore(byte count) {
        return count == MANY ? MANY : (byte) (count + 1);
    }

    void setEdns(boolean withEdns) {
        edns = withEdns;
    }

    /**
     * Writes its query to {@code target} from {@code at} on, and returns where it ends: the same octets each time, until it is
     * spelled in another way or takes another one. It is not kept, for to write it again costs less.
     */
    int write(int payload, byte[] target, int at) {
        int end = DnsQuestions.write(id, question, edns, payload, target, at);
        if (mixed) {
            int name = at + DnsHeader.OCTETS;
            MixedCase.mix(target, name, name + question.name().wireOctets(), coins);
        }
        return end;
    }

    /** Whether the message repeats the question: in the very spelling, if that was mixed so that a forger has to guess it. */
    boolean isRepeated(byte[] message, int from, int to) {
        return DnsQuestions.isRepeated(question, message, from, to) && (!mixed || isMixedIn(message, from));
    }

    /** Whether the message, which repeats the question, spells it as the coins fell last. */
    boolean isMixedIn(byte[] message, int from) {
        int name = from + DnsHeader.OCTETS;
        return MixedCase.isMixed(message, name, name + question.name().wireOctets(), coins);
    }

    boolean isMixed() {
        return mixed;
    }

    boolean isPlainForSilence() {
        return plainForSilence;
    }

    boolean hasEdns() {
        return edns;
    }

    /** All of them want the same. */
    private final class Callers extends Waiters {
        @Override
        protected Answer suited(Answer answer, RecordType wanted) {
            return answer;
        }

        @Override
        protected void waiterGone() {
            upstream.waiterGone();
        }

        @Override
        protected void abandoned() {
            upstream.abandoned(DnsPending.this);
        }

        @Override
        protected void stillAwaited() {
            upstream.endIfOld(DnsPending.this);
        }
    }
}
