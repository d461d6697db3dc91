package org.hedgerow.server.processes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.server.Shutdown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over a crew of processes: keeps each post filled until it is told to stop, or until one of them proves hopeless.
 * Confined to its lane, except for {@link #ended()}.
 */
final class Supervision implements Post.Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final Duration GRACE_WITHOUT_HOPE = Duration.ofSeconds(10);

    private final Lane lane;
    private final Hearers hearers;
    private final List<Post> posts = new ArrayList<>();
    private final List<String> readyLines = new ArrayList<>();
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private @Nullable Cancellable killing;
    private @Nullable String hopeless;
    private Shutdown how = Shutdown.GRACEFUL;
    private boolean stopping;
    private int left;

    /** Who hears what the processes say. */
    record Hearers(Consumer<List<String>> ready, Consumer<String> out, Consumer<String> err) {}

    /** How it came to its end, and why all was given up, if it was. */
    record End(Shutdown how, @Nullable String hopeless) {}

    Supervision(Lane lane, int processes, Child.Starter starter, RestartOptions restarts, Hearers hearers) {
        this.lane = lane;
        this.hearers = hearers;
        for (int i = 0; i < processes; i++) {
            posts.add(new Post(i, lane, starter, restarts, this));
        }
    }

    /** Completed when all processes are gone. */
    CompletableFuture<End> ended() {
        return ended;
    }

    /** Ends it before it was started: any thread, for there is nothing in the lane yet. */
    void endUnbegun() {
        ended.complete(new End(Shutdown.GRACEFUL, null));
    }

    void start() {
        for (Post post : posts) {
            if (!stopping) {
                post.start();
            }
        }
    }

    void tell(String line) {
        posts.forEach(post -> post.tell(line));
    }

    /** Has all processes drain and end, and kills those that are left after the grace; one that is shorter overtakes. */
    void stop(Duration grace) {
        Cancellable earlier = killing;
        if (!ended.isDone()) {
            Cancellable sooner = lane.schedule(Nanos.of(grace), this::kill);
            killing = earlier == null ? sooner : both(earlier, sooner);
        }
        if (!stopping) {
            stopping = true;
            posts.forEach(Post::stop);
        }
    }

    private static Cancellable both(Cancellable one, Cancellable other) {
        return () -> {
            one.cancel();
            other.cancel();
        };
    }

    private void kill() {
        for (Post post : posts) {
            if (post.kill()) {
                how = Shutdown.FORCED;
            }
        }
    }

    @Override
    public void ready(String line) {
        readyLines.add(line);
        if (readyLines.size() == posts.size()) {
            guarded(() -> hearers.ready().accept(List.copyOf(readyLines)));
        }
    }

    @Override
    public void printed(int index, String line) {
        guarded(() -> hearers.out().accept("process " + index + ": " + line));
    }

    @Override
    public void complained(int index, String line) {
        guarded(() -> hearers.err().accept("process " + index + ": " + line));
    }

    @Override
    public void hopeless(String why) {
        if (hopeless == null) {
            hopeless = why;
            stop(GRACE_WITHOUT_HOPE);
        }
    }

    @Override
    public void left() {
        left++;
        if (left < posts.size()) {
            return;
        }
        if (killing != null) {
            killing.cancel();
        }
        ended.complete(new End(how, hopeless));
    }

    /** A hearer that fails must not end the watch over the others. */
    private static void guarded(Runnable hearing) {
        try {
            hearing.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "what a process has said was not heard", e);
        }
    }
}
