package org.hedgerow.transport.accept;

import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Lane;
import org.slf4j.Logger;

/**
 * Whom those who close a transport, a listener or another binding wait for: nobody if they are in a lane, since two lanes
 * that waited for each other would do so for ever, and elsewhere not for ever.
 */
public final class Ending {
    /** How long the end of a transport is waited for. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private static final long LOOK_MILLIS = 100;

    private Ending() {}

    /**
     * Whether the calling code runs on a thread of a transport or inside a lane, whichever: then it must not wait for one.
     * Looks through the stack, which costs those who work in a lane nothing.
     */
    public static boolean isInLane() {
        return Thread.currentThread() instanceof TransportThread
                || StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                        .walk(frames ->
                                frames.map(StackFrame::getDeclaringClass).anyMatch(Lane.class::isAssignableFrom));
    }

    /**
     * Waits until all of these threads have ended, those too that are added meanwhile, but for those that {@linkplain
     * #exits exit}. An interrupt is kept, and does not end the wait. Not in a lane.
     *
     * @param threads may change meanwhile
     * @param deadline when to give up, by {@link System#nanoTime}: then the log says which still run
     */
    public static void await(Collection<Thread> threads, long deadline, Logger log) {
        Objects.requireNonNull(threads, "threads");
        Objects.requireNonNull(log, "log");
        Set<Thread> exiting = new HashSet<>();
        boolean interrupted = false;
        for (List<Thread> left = left(threads, exiting); !left.isEmpty(); left = left(threads, exiting)) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                log.warn(
                        "closed, but these threads of it still run: {}",
                        left.stream().map(Thread::getName).toList());
                break;
            }
            Thread next = left.get(0);
            try {
                next.join(Math.min(millis, LOOK_MILLIS));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (next.isAlive() && exits(next)) {
                exiting.add(next);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Thread> left(Collection<Thread> threads, Set<Thread> exiting) {
        return threads.stream()
                .filter(thread -> thread.isAlive() && thread != Thread.currentThread() && !exiting.contains(thread))
                .toList();
    }

    /** Whether the thread has called {@link System#exit}, which waits for the shutdown hooks, and so maybe for the caller. */
    public static boolean exits(Thread thread) {
        Objects.requireNonNull(thread, "thread");
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }
}
