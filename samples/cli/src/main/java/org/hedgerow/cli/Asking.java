package org.hedgerow.cli;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Asks a resolver for many names, so many at once, on a lane: the next is asked when one is answered, and no name costs a
 * thread. Ends when all are answered, or one of them could not be asked.
 *
 * <p>Confined to the lane, except for the methods that wait and look, which belong to whoever started it.
 */
final class Asking {
    /** Silence, and what the server says of a name; anything else says that the names behind cannot be asked either. */
    private static final Set<Failed.Reason> ABOUT_ONE_NAME = EnumSet.of(
            Failed.Reason.TIMEOUT, Failed.Reason.SERVER_FAILURE, Failed.Reason.REFUSED, Failed.Reason.BAD_REPLY);

    private final Lane lane;
    private final Resolver resolver;
    private final List<DomainName> names;
    private final Duration deadline;
    private final Consumer<Reply> listener;
    private final Reply[] replies;
    private final CountDownLatch over = new CountDownLatch(1);
    private int next;
    private int underWay;
    private int concluded;
    private boolean filling;
    private volatile int answered;
    private volatile @Nullable Failed failure;

    /**
     * @param deadline how long each name may take
     * @param listener is told of each reply as it arrives, in the lane
     */
    Asking(Lane lane, Resolver resolver, List<DomainName> names, Duration deadline, Consumer<Reply> listener) {
        this.lane = lane;
        this.resolver = resolver;
        this.names = names;
        this.deadline = deadline;
        this.listener = listener;
        this.replies = new Reply[names.size()];
    }

    /** Begins; returns at once. */
    void start(int window) {
        lane.execute(() -> fill(window));
    }

    /** Waits until it is over; false if it is not so by then. */
    boolean await(Duration limit) throws InterruptedException {
        return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many names are answered so far. */
    int answered() {
        return answered;
    }

    /**
     * Waits until it is over.
     *
     * @return the replies in the order of the names
     * @throws UnaskedException if one of the names could not be asked
     */
    List<Reply> replies() throws InterruptedException, UnaskedException {
        over.await();
        Failed failed = failure;
        if (failed != null) {
            throw new UnaskedException(failed);
        }
        return Arrays.asList(replies);
    }

    private void fill(int window) {
        if (filling) {
            return; // an answer that comes at once: the loop below goes on
        }
        filling = true;
        while (underWay < window && next < names.size() && failure == null) {
            underWay++;
            new NameCall(next, window).ask();
            next++;
        }
        filling = false;
        if (underWay == 0) {
            over.countDown();
        }
    }

    private void concluded(int number, Answer answer) {
        if (answer instanceof Failed failed && !ABOUT_ONE_NAME.contains(failed.reason())) {
            failure = failed;
            over.countDown();
            return;
        }
        Reply reply = new Reply(names.get(number), answer);
        replies[number] = reply;
        answered = ++concluded;
        listener.accept(reply);
    }

    private final class NameCall extends Call {
        private final int number;
        private final int window;

        NameCall(int number, int window) {
            this.number = number;
            this.window = window;
        }

        void ask() {
            Cancellable timer = lane.schedule(
                    Nanos.of(deadline), () -> answer(Failed.of(Failed.Reason.TIMEOUT, "no answer in time")));
            onDone(timer::cancel);
            ask(resolver, Question.of(names.get(number), RecordType.ANY));
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        protected void completed(Answer answer) {
            underWay--;
            concluded(number, answer);
            fill(window);
        }
    }

    /** A name could not be asked. */
    static final class UnaskedException extends Exception {
        private static final long serialVersionUID = 1;

        UnaskedException(Failed failed) {
            super(failed.detail().isEmpty() ? failed.reason().toString() : failed.detail());
        }

        /** Why, without the server's address in front, for those who tell it themselves. */
        String reason(SocketAddress server) {
            String reason = String.valueOf(getMessage());
            String address = Endpoint.text(server) + ": ";
            return reason.startsWith(address) ? reason.substring(address.length()) : reason;
        }
    }
}
