package org.hedgerow.fanout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.Answer;
import org.hedgerow.Contact;
import org.hedgerow.Failed;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upstream of a fan-out, and what is thought of it. All lanes share it; each question only looks at flags.
 *
 * <pre>
 *         refused three times in a row, or silent for two
 *         seconds in which it was asked three questions
 *   up -----------------------------------------------------> down: a question a second, which nobody waits for
 *    ^                                                          |
 *    '---------------- the first thing it says -----------------'
 *
 *   either --a name that only this fan-out knows comes back--> loop: left out, and tried again after half a minute
 * </pre>
 *
 * <p>One whose silence says nothing is asked as ever while it is down, since it costs nobody any time: it fails at once, or
 * nobody waits for it. Nor is it asked for names of our own: it may be a program that takes a single connection.
 */
final class Member {
    /** How long an upstream is silent before that means something. */
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Logger LOG = LoggerFactory.getLogger(FanOutResolver.class);
    private static final int FAILURES = 3;
    private static final int QUESTIONS = 3;
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final Resolver resolver;
    private final @Nullable Contact contact;
    private final boolean mayBeSilent;
    private final LoopCheck loop = new LoopCheck(this);
    private final AtomicLong probeAt = new AtomicLong();
    private volatile boolean down;
    private volatile int failures; // in a row; written by whoever holds the lock, as is all that follows
    private String detail = "";
    private long heard;
    private long askedWhenHeard;
    private long silentSince;
    private boolean silent;

    Member(String name, Resolver resolver) {
        this.name = name;
        this.resolver = resolver;
        this.contact = resolver instanceof Contact known ? known : null;
        this.mayBeSilent = contact != null && contact.traffic() == null;
    }

    String name() {
        return name;
    }

    Resolver resolver() {
        return resolver;
    }

    LoopCheck loop() {
        return loop;
    }

    /** Whether it is not asked while others are up. */
    boolean isOut() {
        return (down && !mayBeSilent) || loop.isFound();
    }

    boolean isDown() {
        return down;
    }

    /** A lane for questions that nobody waits for. */
    Lane lane(Lane callers) {
        return contact == null ? callers : contact.lane();
    }

    boolean isContact() {
        return contact != null;
    }

    /** Whether its silence says nothing, so that it is only asked what callers ask. */
    boolean mayBeSilent() {
        return mayBeSilent;
    }

    UpstreamHealth health() {
        if (loop.isFound()) {
            return new UpstreamHealth(name, UpstreamHealth.State.LOOP, "it leads back here");
        }
        synchronized (this) {
            return down
                    ? new UpstreamHealth(name, UpstreamHealth.State.DOWN, detail)
                    : new UpstreamHealth(name, UpstreamHealth.State.UP, "");
        }
    }

    /** It has answered, or could not be asked. */
    void said(Answer answer, Lane lane) {
        if (answer instanceof Failed failed) {
            switch (failed.reason()) {
                case UNREACHABLE -> failed(failed.detail(), lane.now());
                case REFUSED, SERVER_FAILURE, BAD_REPLY -> heard();
                case TIMEOUT, CANCELLED, OVERLOADED, CLOSED -> {} // says nothing of the server
            }
        } else {
            heard();
        }
    }

    /** The server has said something. */
    void heard() {
        if (failures == 0 && !down) {
            return;
        }
        synchronized (this) {
            failures = 0;
            silent = false;
            if (down) {
                down = false;
                loop.due();
                LOG.info("upstream {} is back", name);
            }
        }
    }

    /** A question was under way for long without a failure, which is all that there is to be had of one that is silent. */
    void reached() {
        if (mayBeSilent) {
            heard();
        }
    }

    private synchronized void failed(String why, long now) {
        failures++;
        if (failures >= FAILURES) {
            goDown(why, now);
        }
    }

    /** Looks whether it is silent. Called every now and then while questions come. */
    void look(long now) {
        Contact.Traffic traffic = contact == null ? null : contact.traffic();
        if (traffic == null) {
            return;
        }
        synchronized (this) {
            if (traffic.heard() != heard) {
                heard = traffic.heard();
                askedWhenHeard = traffic.asked();
                silent = false;
            } else if (traffic.asked() == askedWhenHeard) {
                return;
            } else if (!silent) {
                silent = true;
                silentSince = now;
                return;
            } else if (now - silentSince >= SILENCE_NANOS && traffic.asked() - askedWhenHeard >= QUESTIONS) {
                goDown("nothing has come from it for " + TimeUnit.NANOSECONDS.toSeconds(now - silentSince) + " s", now);
                return;
            } else {
                return;
            }
        }
        heard(); // if only what came too late
    }

    private void goDown(String why, long now) {
        detail = why;
        if (!down) {
            down = true;
            probeAt.set(now + PROBE_NANOS);
            LOG.warn("upstream {} is down: {}", name, why);
        }
    }

    /** Whether it is time to see if it is back; true for one of those who ask at once. */
    boolean isProbeDue(long now) {
        long due = probeAt.get();
        return down && now - due >= 0 && probeAt.compareAndSet(due, now + PROBE_NANOS);
    }
}
