package org.hedgerow.samples.concurrency;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.transport.ThreadKind;

/**
 * A design as {@code compare} runs it.
 *
 * @param label what the table calls it
 * @param java options of its JVM
 * @param arguments the command of the gallery
 * @param most how many connections it is asked for at most
 * @param meant what becomes of a connection if all is well
 */
record Contender(String label, List<String> java, List<String> arguments, long most, Outcome meant) {
    private static final long MANY = 100_000;
    // It takes most of a second to start a JVM, and all processors.
    private static final long FEW = 40;
    private static final int FEW_AT_ONCE = 4;
    private static final String POLL = "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.PollSelectorProvider";

    private static Contender of(String... arguments) {
        return new Contender(String.join(" ", arguments), List.of(), List.of(arguments), MANY, Outcome.OK);
    }

    private static Contender threads(String kind) {
        String design = "thread-per-connection";
        String label = design + " (" + kind + ")";
        return new Contender(label, List.of(), List.of(design, "--threads", kind), MANY, Outcome.OK);
    }

    /** All that this JVM can run, in the order of the gallery. */
    static List<Contender> all() {
        List<Contender> all = new ArrayList<>();
        String inetd = "process-per-connection";
        all.add(new Contender(inetd, List.of(), List.of(inetd), FEW, Outcome.OK));
        all.add(threads("platform"));
        if (ThreadKind.lightest() == ThreadKind.VIRTUAL) {
            all.add(threads("virtual"));
        }
        all.add(of("event-loop"));
        all.add(new Contender("event-loop (poll)", List.of(POLL), List.of("event-loop"), MANY, Outcome.OK));
        all.add(of("event-loops"));
        all.add(of("event-loops-reuseport"));
        all.add(of("prethreaded-accept"));
        all.add(of("prethreaded-handoff"));
        all.add(of("prefork"));
        all.add(of("prefork-accept"));
        all.add(of("prefork-handoff"));
        all.add(new Contender("reset", List.of(), List.of("reset"), MANY, Outcome.RESET));
        all.add(of("sendfile"));
        all.add(of("sendfile", "--copy"));
        return all;
    }

    /** One for which nothing else has to be there. */
    static Contender any() {
        return of("event-loop");
    }

    /** The name of the command. */
    String design() {
        return arguments.get(0);
    }

    /** As much of a load as this design can be asked for. */
    Load share(Load load) {
        if (load.total() <= most) {
            return new Load(load.children(), load.connections(), load.bytes(), meant);
        }
        int children = Math.min(load.children(), FEW_AT_ONCE);
        return new Load(children, (int) (most / children), load.bytes(), meant);
    }
}
