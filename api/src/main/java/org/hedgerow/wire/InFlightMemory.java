package org.hedgerow.wire;

import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.lane.Lane;

/**
 * How much memory the questions that servers have in flight may hold, over all of their sockets. While all of it is held, a
 * connection has one question in flight at a time and is read in small portions, and questions in datagrams are answered at
 * once that the server is overloaded; so what servers hold is bounded, however many clients ask however much:
 *
 * <pre>
 *   this limit + (connections x {@link #SMALL_INPUT} bytes and one question)
 * </pre>
 *
 * <p>What a question holds is an estimate, {@link #ofQuestion}. What a client has sent and nobody has looked at yet counts
 * too, and so do replies that it does not read.
 *
 * <p>The servers of a process share {@link #ofProcess()} unless told otherwise. Any thread may call any method.
 */
public final class InFlightMemory {
    /** How many bytes of input a connection takes at a time while there is no memory left. */
    public static final int SMALL_INPUT = 512;

    // Measured, and rounded up: the call, its place or deadline, the race of two upstreams, a pending entry with each.
    private static final int QUESTION = 1024;
    private static final int A_NAMES_BYTE = 3;
    private static final int LONGEST_QUESTION = ofQuestion(255);

    private static final int SHARE_OF_HEAP = 4;
    private static final InFlightMemory PROCESS = ofBytes(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    // What lanes keep in hand: little, together, where they are one for each processor; nothing where they are
    // thousands.
    private static final int FEW_LANES = 64;
    private static final long MOST_SPARE = 64 * 1024;

    private final long limit;
    private final AtomicLong free;
    private final IdentityHashMap<Lane, LaneMemory> lanes = new IdentityHashMap<>(); // guarded by itself
    private volatile long spare;

    private InFlightMemory(long limit) {
        this.limit = limit;
        this.free = new AtomicLong(limit);
        this.spare = spareOf(0);
    }

    /** The one that the servers of this process share: a quarter of the largest heap that the JVM will have (-Xmx). */
    public static InFlightMemory ofProcess() {
        return PROCESS;
    }

    /**
     * One of so many bytes, for the servers that are given it.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public static InFlightMemory ofBytes(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("expected at least one byte for questions in flight, found " + limit);
        }
        return new InFlightMemory(limit);
    }

    /** How many bytes a question is taken to hold while it is in flight, behind a fan-out of two upstreams. */
    public static int ofQuestion(int nameBytes) {
        return QUESTION + A_NAMES_BYTE * nameBytes;
    }

    /** How many bytes may be held. */
    public long limit() {
        return limit;
    }

    /** How many bytes are held now, or in the hands of lanes that will hold them soon. */
    public long held() {
        return limit - free.get();
    }

    /** For a socket that is served in this lane; in the lane, and to be closed there. */
    public HeldMemory open(Lane lane) {
        Objects.requireNonNull(lane, "lane");
        synchronized (lanes) {
            LaneMemory opened = lanes.computeIfAbsent(lane, each -> new LaneMemory(this, each));
            opened.sockets++;
            spare = spareOf(lanes.size());
            return new HeldMemory(opened);
        }
    }

    /** One socket less of this lane is served; whether it was the last. */
    boolean close(LaneMemory closed) {
        synchronized (lanes) {
            if (--closed.sockets > 0) {
                return false;
            }
            lanes.remove(closed.lane);
            spare = spareOf(lanes.size());
            return true;
        }
    }

    private long spareOf(int laneCount) {
        long each = Math.min(MOST_SPARE, limit / 16 / FEW_LANES);
        return laneCount > FEW_LANES || each < QUESTION ? 0 : each;
    }

    /** How many bytes a lane keeps that it does not hold. */
    long spare() {
        return spare;
    }

    /** Whether there is enough left for a question. */
    boolean hasRoom() {
        return free.get() >= LONGEST_QUESTION;
    }

    /** Takes as much as is wanted, or what there is if that is enough; how many bytes, or 0. */
    long take(long needed, long wanted) {
        for (long left = free.get(); left >= needed; left = free.get()) {
            long taken = Math.min(left, wanted);
            if (free.compareAndSet(left, left - taken)) {
                return taken;
            }
        }
        return 0;
    }

    void giveBack(long bytes) {
        free.getAndAdd(bytes);
    }

    @Override
    public String toString() {
        return limit + " bytes";
    }
}
