package org.hedgerow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.lane.LightThreads;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a test has left behind: platform threads, and on Linux the descriptors of sockets, pipes and selectors. What
 * belongs to the JDK, to JUnit, Surefire and Awaitility does not count.
 *
 * <pre>{@code
 * Leaks leaks = Leaks.snapshot();
 * ...
 * leaks.assertNone();
 * }</pre>
 */
public final class Leaks {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final AtomicBoolean WARM = new AtomicBoolean();
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Set<Thread> threads;
    private final Map<String, Integer> descriptors;

    private Leaks(Set<Thread> threads, Map<String, Integer> descriptors) {
        this.threads = threads;
        this.descriptors = descriptors;
    }

    /** Remembers what there is now. */
    public static Leaks snapshot() {
        warmUp();
        return new Leaks(threads(), descriptors());
    }

    /** What there is now that was not there then; empty if there is nothing. */
    public List<String> found() {
        List<String> found = new ArrayList<>();
        for (Thread thread : threads()) {
            if (!threads.contains(thread)) {
                found.add("thread \"" + thread.getName() + "\" " + List.of(thread.getStackTrace()));
            }
        }
        descriptors().forEach((target, count) -> {
            int before = descriptors.getOrDefault(target, 0);
            if (count > before) {
                found.add((count - before) + " x descriptor " + target);
            }
        });
        return found;
    }

    /**
     * Waits up to 5 seconds until nothing is left.
     *
     * @throws AssertionError if something still is; the message lists it
     */
    public void assertNone() {
        assertNone(LIMIT);
    }

    void assertNone(Duration limit) {
        if (!Wait.within(LIMIT, () -> found().isEmpty())) {
            throw new AssertionError("left behind: " + String.join("\n  ", found()));
        }
    }

    private static Set<Thread> threads() {
        Set<Thread> live = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.isAlive() && !isForeign(thread)) {
                live.add(thread);
            }
        }
        return live;
    }

    private static boolean isForeign(Thread thread) {
        String name = thread.getName();
        return name.startsWith("junit-")
                || name.startsWith("surefire-")
                || name.startsWith("awaitility")
                || name.startsWith("ForkJoinPool.commonPool-")
                || name.equals("CompletableFutureDelayScheduler")
                || isOfTheSystem(thread.getThreadGroup());
    }

    /** The JDK keeps its own threads (those that carry virtual ones, too) out of the group that programs start in. */
    private static boolean isOfTheSystem(@Nullable ThreadGroup group) {
        for (ThreadGroup next = group; next != null; next = next.getParent()) {
            if (next.getName().equals("main")) {
                return false;
            }
        }
        return true;
    }

    /** Sockets and pipes by their number, selectors and the like by their kind. */
    private static Map<String, Integer> descriptors() {
        Map<String, Integer> open = new HashMap<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return open;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : all) {
                String target = target(descriptor);
                if (target.startsWith("socket:") || target.startsWith("pipe:") || target.startsWith("anon_inode:")) {
                    open.merge(target, 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + DESCRIPTORS, e);
        }
        return open;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** Has the JDK open what it opens once and keeps, as the selectors that virtual threads wait on. */
    private static void warmUp() {
        if (WARM.getAndSet(true)) {
            return;
        }
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            Thread reader = LightThreads.factory("leaks-warm-up").newThread(() -> read(accepted));
            reader.start();
            while (LightThreads.areVirtual() && reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // those selectors are opened when the first virtual thread has to wait
            }
            client.getOutputStream().write(1);
            client.shutdownOutput();
            reader.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
