package org.hedgerow.transport.accept;

import org.hedgerow.lane.PlainThread;

/**
 * A platform thread of a transport. No interrupt reaches it: nobody but the transport knows what it is at, and one that a
 * handler has left behind, or that somebody gives to all threads, would close the channel that the thread reads from next, or
 * keep it from sleeping.
 */
public final class TransportThread extends PlainThread {

    /** A thread that is not started yet, with a stack of the JVM's usual size. */
    public TransportThread(Runnable task, String name, boolean daemon) {
        super(task, name, daemon);
    }

    /** A daemon that is not started yet, with a stack of so many bytes, as a hint to the JVM. */
    public TransportThread(Runnable task, String name, long stackBytes) {
        super(task, name, true, stackBytes);
    }

    /** Does nothing. */
    @Override
    public void interrupt() {}
}
