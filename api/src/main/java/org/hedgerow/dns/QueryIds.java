package org.hedgerow.dns;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the queries under way on one port or connection. One whose query nobody waits for any more is kept out of use
 * for a while, so that the late reply to it is not taken for the reply to another.
 *
 * <p>A hash table with linear probing, so that nothing is allocated for an id.
 *
 * @param <T> what an id stands for
 */
final class QueryIds<T> {
    /** For how long an id is not used again whose query was given up. */
    static final long QUARANTINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    // So that a free one is found after two tries, on average.
    private static final int MOST = 1 << 15;
    private static final int SMALLEST = 16;
    private static final Object QUARANTINED = new Object();

    private final UnpredictableBits bits;
    private final Quarantine quarantine = new Quarantine();
    private int[] ids = new int[SMALLEST];
    private @Nullable Object[] owners = new Object[SMALLEST];
    private int taken;

    QueryIds(UnpredictableBits bits) {
        this.bits = bits;
    }

    /** Takes an id that is not in use; negative if too many are. */
    int take(T owner, long now) {
        endQuarantines(now);
        if (taken >= MOST) {
            return -1;
        }
        int id = bits.next16();
        while (owners[slot(id)] != null) {
            id = bits.next16();
        }
        put(id, owner);
        return id;
    }

    /** Whose id it is; null if it is nobody's. */
    @SuppressWarnings("unchecked") // only T goes in, and the mark
    @Nullable
    T owner(int id) {
        Object owner = owners[slot(id)];
        return owner == QUARANTINED ? null : (T) owner;
    }

    /** The id may be used again. */
    void free(int id) {
        int gap = slot(id);
        if (owners[gap] == null) {
            return;
        }
        taken--;
        owners[gap] = null;
        // What comes behind the gap and could not have its own slot is moved up, for a search ends at a gap.
        int mask = ids.length - 1;
        for (int slot = (gap + 1) & mask; owners[slot] != null; slot = (slot + 1) & mask) {
            int home = home(ids[slot]);
            if (((slot - home) & mask) >= ((slot - gap) & mask)) {
                ids[gap] = ids[slot];
                owners[gap] = owners[slot];
                owners[slot] = null;
                gap = slot;
            }
        }
    }

    /** Nobody waits for its reply any more, which may still come. */
    void quarantine(int id, long now) {
        int slot = slot(id);
        if (owners[slot] != null && owners[slot] != QUARANTINED) {
            owners[slot] = QUARANTINED;
            quarantine.add(id, now + QUARANTINE_NANOS);
        }
    }

    /** How many are somebody's. */
    int inUse() {
        return taken - quarantine.size();
    }

    /** Hands over whose they are; in no particular order. */
    @SuppressWarnings("unchecked")
    void forEach(Consumer<T> action) {
        for (Object owner : owners) {
            if (owner != null && owner != QUARANTINED) {
                action.accept((T) owner);
            }
        }
    }

    /** Frees all; the room that they took is kept. */
    void clear() {
        Arrays.fill(owners, null);
        taken = 0;
        quarantine.clear();
    }

    private void endQuarantines(long now) {
        for (int id = quarantine.poll(now); id >= 0; id = quarantine.poll(now)) {
            free(id);
        }
    }

    private void put(int id, Object owner) {
        if (2 * taken >= ids.length) {
            grow();
        }
        int slot = slot(id);
        ids[slot] = id;
        owners[slot] = owner;
        taken++;
    }

    private void grow() {
        int[] oldIds = ids;
        @Nullable Object[] oldOwners = owners;
        ids = new int[2 * oldIds.length];
        owners = new Object[ids.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldOwners[i] != null) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                owners[slot] = oldOwners[i];
            }
        }
    }

    /** Where the id is, or would go. */
    private int slot(int id) {
        int mask = ids.length - 1;
        int slot = home(id);
        while (owners[slot] != null && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Ids are random already. */
    private int home(int id) {
        return id & (ids.length - 1);
    }
}
