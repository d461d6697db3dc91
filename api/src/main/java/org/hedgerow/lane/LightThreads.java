package org.hedgerow.lane;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Threads that are cheap to block: virtual ones (JEP 444) where the JDK has them, daemon platform threads elsewhere.
 * Neither kind keeps the JVM alive.
 */
public final class LightThreads {
    // The one reflective look-up: the library is compiled for Java 17, virtual threads came with 21.
    private static final @Nullable Method OF_VIRTUAL = ofVirtual();
    private static final long PLATFORM_STACK_BYTES = 256 * 1024L;

    private LightThreads() {}

    /** Whether this JDK has virtual threads. */
    public static boolean areVirtual() {
        return OF_VIRTUAL != null;
    }

    /** A factory of light threads that all have this name. */
    public static ThreadFactory factory(String name) {
        return areVirtual() ? virtual(name) : platform(name);
    }

    /** A factory of daemon platform threads that all have this name. */
    public static ThreadFactory platform(String name) {
        return task -> {
            Thread thread = new Thread(null, task, name, PLATFORM_STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ThreadFactory virtual(String name) {
        Method ofVirtual = OF_VIRTUAL;
        if (ofVirtual == null) {
            throw new IllegalStateException("this JDK has no virtual threads");
        }
        try {
            Object builder = ofVirtual.invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class).invoke(builder, name);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("virtual threads are there but cannot be made", e);
        }
    }

    private static @Nullable Method ofVirtual() {
        try {
            return Runtime.version().feature() >= 21 ? Thread.class.getMethod("ofVirtual") : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
