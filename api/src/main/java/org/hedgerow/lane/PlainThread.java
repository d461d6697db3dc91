package org.hedgerow.lane;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that takes over nothing from the thread which happens to make it: neither inheritable thread locals
 * nor the context class loader (it has Hedgerow's own instead), nor the priority, the thread group or whether it is a
 * daemon. So a thread of a library keeps nothing alive of the application whose request came first.
 */
public class PlainThread extends Thread {

    /** A thread with a stack of the JVM's usual size, not started yet. */
    public PlainThread(Runnable task, String name, boolean daemon) {
        this(task, name, daemon, 0);
    }

    /**
     * A thread that is not started yet.
     *
     * @param stackBytes the size of its stack, as a hint to the JVM; 0 is the usual one
     */
    // Nobody sees it before it is started; the priority is not relied on, but the usual one.
    @SuppressWarnings({"this-escape", "ThreadPriorityCheck"})
    public PlainThread(Runnable task, String name, boolean daemon, long stackBytes) {
        super(
                mainGroup(),
                Objects.requireNonNull(task, "task"),
                Objects.requireNonNull(name, "name"),
                stackBytes,
                false);
        setDaemon(daemon);
        setPriority(NORM_PRIORITY);
        setContextClassLoader(PlainThread.class.getClassLoader());
    }

    /** The group that the JVM starts programs in; the one that is over all others should it be gone. */
    private static ThreadGroup mainGroup() {
        ThreadGroup root = Objects.requireNonNull(currentThread().getThreadGroup(), "a group, as the thread runs");
        for (ThreadGroup parent = root; parent != null; parent = parent.getParent()) {
            root = parent;
        }
        @Nullable ThreadGroup[] below = new ThreadGroup[root.activeGroupCount() + 8];
        int count = root.enumerate(below, false);
        for (int i = 0; i < count; i++) {
            ThreadGroup group = below[i];
            if (group != null && group.getName().equals("main")) {
                return group;
            }
        }
        return root;
    }
}
