package org.hedgerow.testkit;

import java.io.IOException;
import java.util.List;

/** What code of a program may throw, as tests have it thrown. */
final class OnPurpose {
    private static final String TEXT = "thrown by a test, on purpose";

    private OnPurpose() {}

    /** One of each kind: unchecked, an error, one of the JVM, checked and undeclared, and one that cannot be printed. */
    static List<Throwable> each() {
        return List.of(
                new IllegalStateException(TEXT),
                new AssertionError(TEXT),
                outOfMemory(),
                new IOException(TEXT),
                new Unprintable());
    }

    /** As if memory were missing. */
    static Error outOfMemory() {
        return new NoMemory();
    }

    /** Throws it, declared or not, as other languages of the JVM do: {@code throw OnPurpose.sneak(...)}. */
    static RuntimeException sneak(Throwable thrown) {
        return OnPurpose.<RuntimeException>sneakAs(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException sneakAs(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Without a trace, which those who handle what is not caught would print. */
    private static final class NoMemory extends OutOfMemoryError {
        private static final long serialVersionUID = 1;

        NoMemory() {
            super(TEXT);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("this cannot be printed");
        }
    }
}
