package org.hedgerow.nio.batched;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls to the C library. Where C has -1 and {@code errno}, these have the error itself, as a negative number. Handles
 * are constants, or else the compiler cannot see through them.
 */
final class Libc {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103;

    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EINVAL = 22;
    static final int EMSGSIZE = 90;

    /** What a call needs to tell its error. */
    static final StructLayout ERRNO = Linker.Option.captureStateLayout();

    private static final int MSG_DONTWAIT = 0x40;
    private static final VarHandle ERRNO_VALUE = ERRNO.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle RECVMMSG = handle("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SENDMMSG = handle("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle GETSOCKOPT = handle("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

    private Libc() {}

    @SuppressWarnings("restricted") // the descriptors are those of the functions' prototypes
    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("no function " + name + " in the C library"));
        return linker.downcallHandle(
                function, FunctionDescriptor.of(JAVA_INT, arguments), Linker.Option.captureCallState("errno"));
    }

    /** Receives up to {@code count} datagrams without waiting, and tells how many. */
    static int recvmmsg(MemorySegment errno, int descriptor, MemorySegment headers, int count) {
        try {
            return result(errno, (int)
                    RECVMMSG.invokeExact(errno, descriptor, headers, count, MSG_DONTWAIT, MemorySegment.NULL));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Sends up to {@code count} datagrams without waiting, and tells how many. */
    static int sendmmsg(MemorySegment errno, int descriptor, MemorySegment headers, int count) {
        try {
            return result(errno, (int) SENDMMSG.invokeExact(errno, descriptor, headers, count, MSG_DONTWAIT));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Calls both functions for no datagram at all.
     *
     * @throws IOException if the system has one of them not, or forbids it, as sandboxes do
     */
    static void expectBatches(int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO);
            expectNone("recvmmsg", recvmmsg(errno, descriptor, MemorySegment.NULL, 0));
            expectNone("sendmmsg", sendmmsg(errno, descriptor, MemorySegment.NULL, 0));
        }
    }

    private static void expectNone(String function, int result) throws IOException {
        if (result < 0) {
            throw new IOException(function + " fails with error " + -result);
        }
    }

    /** Reads an option of a socket, 0 if it can. */
    static int getsockopt(
            MemorySegment errno, int descriptor, int level, int option, MemorySegment value, MemorySegment length) {
        try {
            return result(errno, (int) GETSOCKOPT.invokeExact(errno, descriptor, level, option, value, length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int result(MemorySegment errno, int returned) {
        return returned == -1 ? -(int) ERRNO_VALUE.get(errno, 0L) : returned;
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
}
