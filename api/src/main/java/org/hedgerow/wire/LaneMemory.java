package org.hedgerow.wire;

import org.hedgerow.lane.Lane;

/**
 * What the sockets of one lane hold of the memory for questions in flight. The lane takes some in advance, and keeps some, in
 * proportion to what it holds, so that few questions touch what all lanes share. Confined to the lane.
 */
final class LaneMemory {
    final Lane lane;
    int sockets; // guarded by the lock of InFlightMemory
    private final InFlightMemory memory;
    private long taken;
    private long held;

    LaneMemory(InFlightMemory memory, Lane lane) {
        this.memory = memory;
        this.lane = lane;
    }

    void hold(long bytes) {
        held += bytes;
        hasRoom();
    }

    /** Whether what is held is covered, so that more may be; takes more if it is not. */
    boolean hasRoom() {
        if (held > taken) {
            long needed = held - taken;
            taken += memory.take(needed, needed + inAdvance());
        }
        return held <= taken;
    }

    /** Whether another question would be covered, before anybody has read it. */
    boolean hasRoomForMore() {
        return taken > held || memory.hasRoom();
    }

    void release(long bytes) {
        held -= bytes;
        long unused = taken - held;
        if (unused > 0 && unused > 2 * inAdvance()) {
            long back = unused - inAdvance();
            taken -= back;
            memory.giveBack(back);
        }
    }

    /** One of its sockets is closed. */
    void close() {
        if (memory.close(this)) {
            memory.giveBack(taken);
            taken = 0;
        }
    }

    private long inAdvance() {
        return held / 8 + memory.spare();
    }
}
