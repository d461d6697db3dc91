package org.hedgerow.behaviour;

/** Checked exceptions that nobody declares, as code in Kotlin, Groovy or Scala throws them. */
final class Sneaky {
    private Sneaky() {}

    static void raise(Throwable thrown) {
        Sneaky.<RuntimeException>raiseAs(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raiseAs(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
