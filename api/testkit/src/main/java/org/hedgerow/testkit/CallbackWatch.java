package org.hedgerow.testkit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hedgerow.lane.Lane;

/** Complains of the callbacks of one handler that come outside its lane, at the same time, or after the last one. */
final class CallbackWatch {
    private final Consumer<String> complaints;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger closes = new AtomicInteger();

    CallbackWatch(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /** How often {@code closed} was called. */
    int closes() {
        return closes.get();
    }

    /** The last callback is made. Within {@link #watch}. */
    void closed() {
        closes.incrementAndGet();
    }

    /** Makes the callback. */
    void watch(String callback, Lane lane, Runnable body) {
        expect(closes.get() == 0, callback + " after closed");
        expect(lane.inside(), callback + " outside its lane");
        boolean alone = busy.compareAndSet(false, true);
        expect(alone, callback + " while another callback of the same handler runs");
        try {
            body.run();
        } finally {
            if (alone) {
                busy.set(false);
            }
        }
    }

    void expect(boolean kept, String otherwise) {
        if (!kept) {
            complaints.accept(otherwise);
        }
    }
}
