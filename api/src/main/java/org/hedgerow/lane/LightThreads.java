package org.hedgerow.lane;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Threads that are cheap to block: virtual ones (JEP 444) where the JDK has them, daemon platform threads elsewhere.
 * Neither kind keeps the JVM alive, and neither takes over anything from the thread that makes it, as {@link PlainThread}
 * has it.
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
        return areVirtual() ? virtual(Objects.requireNonNull(name, "name")) : platform(name);
    }

    /** A factory of daemon platform threads that all have this name. */
    public static ThreadFactory platform(String name) {
        Objects.requireNonNull(name, "name");
        return task -> new PlainThread(task, name, true, PLATFORM_STACK_BYTES);
    }

    private static ThreadFactory virtual(String name) {
        Method ofVirtual = OF_VIRTUAL;
        if (ofVirtual == null) {
            throw new IllegalStateException("this JDK has no virtual threads");
        }
        try {
            Object builder = ofVirtual.invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class).invoke(builder, name);
            type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
            return task -> {
                Thread thread = factory.newThread(task);
                thread.setContextClassLoader(LightThreads.class.getClassLoader());
                return thread;
            };
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
