package org.hedgerow.wire;

/**
 * What one socket holds of the memory for questions in flight: who serves it says what it holds and has let go of, and asks
 * for room before it reads on. Confined to the socket's lane.
 */
public final class HeldMemory {
    // What is less is not worth counting, as what the connection itself takes.
    private static final int SMALL = 1024;

    private final LaneMemory lane;
    private long held;
    private int buffered;

    HeldMemory(LaneMemory lane) {
        this.lane = lane;
    }

    /** So many bytes more are held. */
    public void hold(int bytes) {
        held += bytes;
        lane.hold(bytes);
    }

    /** So many bytes that were held are not any more. */
    public void release(int bytes) {
        held -= bytes;
        lane.release(bytes);
    }

    /** Beside what else is held, so many bytes wait in buffers now: of input to be looked at, and of output to be sent. */
    public void buffered(int input, long output) {
        int now = large(input) + large(output);
        int more = now - buffered;
        buffered = now;
        if (more > 0) {
            hold(more);
        } else if (more < 0) {
            release(-more);
        }
    }

    private static int large(long bytes) {
        return bytes < SMALL ? 0 : (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }

    /** How many bytes of input to take at most. */
    public int mostInput() {
        return lane.hasRoomForMore() ? Integer.MAX_VALUE : InFlightMemory.SMALL_INPUT;
    }

    /** Whether there is memory for more. */
    public boolean hasRoom() {
        return lane.hasRoom();
    }

    /** The socket is closed: nothing is held for it any more. */
    public void close() {
        lane.release(held);
        held = 0;
        lane.close();
    }
}
