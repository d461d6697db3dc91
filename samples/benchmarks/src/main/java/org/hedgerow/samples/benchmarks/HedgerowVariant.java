package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way to run Hedgerow's program.
 *
 * @param model what the table calls it, between the product and the JDK
 * @param jdk what it runs on
 * @param loops how many processors it gets, of which it makes as many event loops
 * @param jvmOptions for the JVM, besides those that all have
 * @param classPath jars besides the program's
 * @param options for the program, besides those of the suite
 * @param lasting whether its threads live as long as it does or its JVM remembers what ended ones have allocated
 * @param reference the contender that its figures are set against, if not the suite's
 */
record HedgerowVariant(
        String model,
        Jdk jdk,
        int loops,
        List<String> jvmOptions,
        List<String> classPath,
        List<String> options,
        boolean lasting,
        Optional<String> reference) {
    private static final int REMEMBERS = 21; // the first version whose JVM does
    private static final String NIO = "nio";
    private static final String MANY_LOOPS = "event-loops";

    /** The transport nio with its usual options. */
    static HedgerowVariant nio(Jdk jdk) {
        return new HedgerowVariant(NIO, jdk, 1, List.of(), List.of(), List.of(), true, Optional.empty());
    }

    /** A concurrency model by its name, and more options for it. */
    static HedgerowVariant model(String model, Jdk jdk, String... more) {
        List<String> options = new ArrayList<>(List.of("--concurrency", model));
        options.addAll(List.of(more));
        boolean loops = model.startsWith("event-loop");
        return new HedgerowVariant(
                model,
                jdk,
                1,
                List.of(),
                List.of(),
                List.copyOf(options),
                loops || jdk.version() >= REMEMBERS,
                Optional.empty());
    }

    /** The same, called something else. */
    HedgerowVariant called(String name) {
        return new HedgerowVariant(name, jdk, loops, jvmOptions, classPath, options, lasting, reference);
    }

    /** The same set against another contender. */
    HedgerowVariant against(String other) {
        return new HedgerowVariant(model, jdk, loops, jvmOptions, classPath, options, lasting, Optional.of(other));
    }

    /** The same on so many processors, by as many event loops. */
    HedgerowVariant loops(int count) {
        return new HedgerowVariant(model, jdk, count, jvmOptions, classPath, options, lasting, reference);
    }

    /** The same with jars and options of the JVM that it needs for them. */
    HedgerowVariant with(List<String> jars, List<String> forJvm) {
        return new HedgerowVariant(model, jdk, loops, forJvm, jars, options, lasting, reference);
    }

    /** Whether more processors are of use to it. */
    boolean hasLoops() {
        return model.equals(NIO) || model.startsWith(MANY_LOOPS);
    }

    String name() {
        return "Hedgerow " + model + ", JDK " + jdk.version() + (loops == 1 ? "" : ", " + loops + " loops");
    }
}
