package org.hedgerow.server.processes;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.LightThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Actions upon signals that the system sends to the process, as {@code HUP}. They run one after the other, on one daemon
 * thread that belongs to this object. None is lost: after the last signal the action begins once more, at least; several
 * that come while it has not begun may be one. Any thread may call any method.
 *
 * <p>A JVM has one action for each signal: the one that was set last.
 */
public final class Signals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private final ExecutorService actions =
            Executors.newSingleThreadExecutor(LightThreads.platform("hedgerow-signals"));
    private final Deque<Runnable> undoing = new ArrayDeque<>(); // guarded by this

    /** No action yet. */
    public Signals() {}

    /**
     * Sets the action upon a signal, in place of what the JVM would do, which for most signals is to end. What the action
     * throws is logged.
     *
     * @param name without SIG, as {@code HUP}
     * @return false if there will be no such signal: the system does not have it, the JVM keeps it for itself, or the
     *     process was started so as to ignore it (nohup). HotSpot itself leaves HUP, INT and TERM ignored; any other signal
     *     is taken for a moment before it is ignored again
     */
    public synchronized boolean on(String name, Runnable action) {
        requireNonNull(name, "name");
        requireNonNull(action, "action");
        AtomicBoolean waiting = new AtomicBoolean();
        try {
            Object earlier = handle(name, handler(() -> arrived(name, waiting, action)));
            if (earlier.equals(handlerType().getField("SIG_IGN").get(null))) {
                handle(name, earlier);
                return false;
            }
            undoing.push(() -> restore(name, earlier));
            return true;
        } catch (InvocationTargetException e) {
            LOG.debug("no action upon SIG{}", name, e.getCause());
        } catch (ReflectiveOperationException e) {
            LOG.debug("this JVM has no actions upon signals", e);
        }
        return false;
    }

    /** On a thread of the JVM's, a new one for each signal. */
    private void arrived(String name, AtomicBoolean waiting, Runnable action) {
        if (!waiting.compareAndSet(false, true)) {
            return; // one that has not begun is there already, and will see what this signal is about
        }
        try {
            actions.execute(() -> {
                waiting.set(false);
                act(name, action);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("SIG{} comes when all is over", name, e);
        }
    }

    private static void act(String name, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "the action upon SIG" + name + " failed", e);
        }
    }

    /** Gives all signals back to those who had them before. An action that runs goes on to its end. Idempotent. */
    @Override
    public synchronized void close() {
        while (!undoing.isEmpty()) {
            undoing.pop().run();
        }
        actions.shutdown();
    }

    private static void restore(String name, Object earlier) {
        try {
            handle(name, earlier);
        } catch (ReflectiveOperationException e) {
            LOG.debug("SIG{} is not given back", name, e);
        }
    }

    // By reflection, for javac warns of each mention of these classes, and that cannot be switched off. They are
    // supported all the same (JEP 260: critical, without a replacement).

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Constructor<?> named = signal.getConstructor(String.class);
        Method handle = signal.getMethod("handle", signal, handlerType());
        return handle.invoke(null, named.newInstance(name), handler);
    }

    private static Object handler(Runnable onSignal) throws ClassNotFoundException {
        return Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType()}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "handle" -> onSignal.run();
                        case "equals" -> {
                            return proxy == arguments[0];
                        }
                        case "hashCode" -> {
                            return System.identityHashCode(proxy);
                        }
                        default -> {
                            return "an action upon a signal";
                        }
                    }
                    return null;
                });
    }

    private static Class<?> handlerType() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }
}
