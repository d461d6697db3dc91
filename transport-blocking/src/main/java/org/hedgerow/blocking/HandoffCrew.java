package org.hedgerow.blocking;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hedgerow.lane.Guard;
import org.hedgerow.transport.accept.AcceptLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that serve one connection after the other, and one more that accepts for them. There are no more places than
 * workers, and a worker is free before its connection's place is; so whoever has a place finds a worker, and nothing is
 * accepted while all are at work. The worker that has been free for longest is next.
 */
final class HandoffCrew implements Crew {
    private static final Logger LOG = LoggerFactory.getLogger(HandoffCrew.class);

    private final Threads threads;
    private final Member[] members;
    private final Queue<Member> free; // of that many, so that giving one back takes no memory

    HandoffCrew(Threads threads, int size) {
        this.threads = threads;
        this.members = new Member[size];
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            members[i] = new Member(i);
            free.add(members[i]);
        }
    }

    @Override
    public int workers() {
        return members.length;
    }

    @Override
    public void start(AcceptLoop loop) throws IOException {
        try {
            for (Member member : members) {
                threads.startWorker(member.number, member);
            }
            threads.startAcceptor(() -> {
                try {
                    loop.accept();
                } finally {
                    // Here, since nobody else hands anything over: this is the last thing that a worker gets.
                    end();
                }
            });
        } catch (Throwable e) {
            end();
            throw e;
        }
    }

    @Override
    public Worker next() {
        Member member = free.poll();
        if (member == null) {
            throw new IllegalStateException("a place without a worker");
        }
        return member;
    }

    private void end() {
        for (Member member : members) {
            member.work.add(Optional.empty());
        }
    }

    private final class Member implements Worker, Runnable {
        private final int number;
        // Nothing is the end.
        private final BlockingQueue<Optional<Runnable>> work = new LinkedBlockingQueue<>();

        Member(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void serve(Runnable reader) {
            work.add(Optional.of(reader));
        }

        /** The thread may be on its way out of the connection yet; what it is handed waits for that. */
        @Override
        public void release() {
            free.add(this);
        }

        @Override
        public void run() {
            Optional<Runnable> reader = Waiting.forNext(work);
            while (reader.isPresent()) {
                try {
                    reader.get().run();
                } catch (Throwable e) {
                    Guard.failed(LOG, "the work on a connection failed", e);
                }
                reader = Waiting.forNext(work);
            }
        }
    }
}
