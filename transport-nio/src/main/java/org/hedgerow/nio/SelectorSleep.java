package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop's sleep in its selector, and how other threads end it.
 *
 * <p>The classic way to wake a loop from select is the self-pipe: the loop also selects on the read end of a pipe into which
 * others write a byte. {@link Selector#wakeup()} is that pipe, kept by the JDK (an eventfd on Linux), and as with the pipe a
 * wake-up that comes just before the select is not lost: that select returns at once. {@code asleep} spares the system call
 * when the loop is awake and will look at its tasks anyway; the one thread that turns it off makes the call, however many
 * hand in tasks. It is turned on before the loop looks whether there is anything to do, so that whoever hands in something
 * after that look wakes it.
 */
final class SelectorSleep {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorSleep.class);
    private static final long NANOS_A_MILLI = 1_000_000;

    private final Selector selector;
    private final AtomicBoolean asleep = new AtomicBoolean();

    SelectorSleep(Selector selector) {
        this.selector = selector;
    }

    Selector selector() {
        return selector;
    }

    /** The loop is going to look whether there is anything to do: from here on others wake it. */
    void begin() {
        asleep.set(true);
    }

    /** There is something to do: only looks which channels are ready. */
    void skip(Consumer<SelectionKey> ready) throws IOException {
        asleep.set(false);
        selector.selectNow(ready);
    }

    /** Sleeps for so long, until a channel is ready or the loop is woken; {@link Long#MAX_VALUE} is for ever. */
    void sleep(Consumer<SelectionKey> ready, long nanos) throws IOException {
        // Rounded up: a timer is never early. No timer is 0, which is for ever.
        long millis = nanos == Long.MAX_VALUE ? 0 : (nanos - 1) / NANOS_A_MILLI + 1;
        selector.select(ready, millis);
        asleep.set(false);
    }

    /** Ends the sleep, if there is one. Any thread. */
    void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /** Has the system let go of the channels that were closed, which until then keep their descriptors. Between selects. */
    void letGo() {
        try {
            selector.selectNow();
            // What was found ready on the way is found again by the next select.
            selector.selectedKeys().clear();
        } catch (IOException e) {
            LOG.debug("the closed channels stay until the next select", e);
        }
    }

    void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("cannot close a selector", e);
        }
    }
}
