package org.hedgerow.fanout;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one upstream leads back to the server that asks it, so that questions would go round for ever. It is asked for a
 * name that nobody can guess, and if that name arrives here, it does (as dnsmasq has it with --dns-loop-detect). Any thread.
 */
final class LoopCheck {
    private static final Logger LOG = LoggerFactory.getLogger(FanOutResolver.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "hedgerow-loop-";
    private static final int RANDOM_BYTES = 8;
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How long each such name is on the wire, so that others are told by a glance. */
    private static final int NAME_BYTES = freshName().wireOctets();

    private final Member member;
    private volatile @Nullable DomainName name; // that was asked for last
    private volatile boolean seen; // that name, here
    private volatile boolean found;
    private volatile boolean due;
    private volatile long againAt;

    LoopCheck(Member member) {
        this.member = member;
    }

    private static DomainName freshName() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return DomainName.of(PREFIX + HexFormat.of().formatHex(random) + ".test");
    }

    /** Whether a question may be for a name that somebody like this has asked for. */
    static boolean mayBeProbe(DomainName asked) {
        return asked.wireOctets() == NAME_BYTES;
    }

    /** Whether it leads back. */
    boolean isFound() {
        return found;
    }

    /** It is to be looked at again. */
    void due() {
        due = true;
    }

    /** A question has arrived: if it is this one's own, the upstream leads back. */
    boolean isOwn(DomainName asked) {
        DomainName own = name;
        if (own == null || !own.equals(asked)) {
            return false;
        }
        seen = true;
        if (!found) {
            found = true;
            LOG.warn("upstream {} leads back here, so it is left out", member.name());
        }
        return true;
    }

    /** Asks the upstream if that is due. In the caller's lane. */
    void look(Lane callers) {
        long now = callers.now();
        if (member.mayBeSilent()) {
            return;
        }
        if (due || (found && now - againAt >= 0)) {
            due = false;
            againAt = now + AGAIN_NANOS;
            send(callers);
        }
    }

    private void send(Lane callers) {
        DomainName fresh = freshName();
        name = fresh;
        seen = false;
        Probe.send(member, Question.of(fresh, RecordType.A), callers, (answer, lane) -> ended());
    }

    private void ended() {
        if (found && !seen) {
            found = false;
            LOG.info("upstream {} leads back here no more", member.name());
        }
    }
}
