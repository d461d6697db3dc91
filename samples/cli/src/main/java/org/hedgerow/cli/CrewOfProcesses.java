package org.hedgerow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.server.processes.Activation;
import org.hedgerow.server.processes.Preforked;
import org.hedgerow.server.processes.ReservedPort;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Several processes that run the command of this one and share its port. */
final class CrewOfProcesses {
    // A server waits for what is in flight for its time-out and three seconds, then cuts, and says what it did.
    private static final Duration MARGIN = Duration.ofSeconds(8);
    // Those that are killed then take a moment, too.
    private static final Duration REST = Duration.ofSeconds(2);
    // The first release whose calls to native code are there for good.
    private static final int FIRST_WITH_BATCHES = 22;

    private final int processes;
    private final Wire wire;
    private final CommandSpec command;

    CrewOfProcesses(int processes, Wire wire, CommandSpec command) {
        this.processes = processes;
        this.wire = wire;
        this.command = command;
    }

    /**
     * Serves until this process is told to end.
     *
     * @param timeout how long a question may take, so that it can be answered before its process ends
     * @throws IOException if somebody listens there, or the processes could not be brought to run
     */
    int serve(InetSocketAddress address, Duration timeout, Orders orders)
            throws CliException, IOException, InterruptedException {
        if (Activation.standardInput() != Activation.Kind.NONE) {
            throw new CliException("--processes listen for themselves, and cannot share the socket on standard input");
        }
        try (ReservedPort port = wire.hasDatagrams() ? ReservedPort.withDatagrams(address) : ReservedPort.of(address)) {
            PrintWriter out = command.commandLine().getOut();
            PrintWriter err = command.commandLine().getErr();
            List<String> child = childCommand(port.address().getPort());
            Preforked crew = Preforked.builder(processes, index -> new ProcessBuilder(child))
                    .onReady(lines -> say(out, ready(lines.get(0))))
                    .out(line -> say(out, line))
                    .err(line -> say(err, line))
                    .grace(timeout.plus(MARGIN))
                    .build();
            orders.onReload(crew::reload);
            orders.onEnd(crew::close, timeout.plus(MARGIN).plus(REST));
            crew.start().awaitEnd();
        }
        return ExitCode.OK;
    }

    /** {@code READY ts 127.0.0.1:5001 (nio event-loops, 2 records, 3 processes)}. */
    private String ready(String ofOne) {
        return ofOne.replaceFirst("\\)$", ", " + Words.count(processes, "process") + ")");
    }

    /** This JVM once more, with the same options for it and for the command, and one that is for children only. */
    private List<String> childCommand(int port) {
        List<String> child = new ArrayList<>();
        child.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        child.add("-XX:+ExitOnOutOfMemoryError"); // and is started again; who wants none of it has said so in the next
        child.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (Runtime.version().feature() >= FIRST_WITH_BATCHES) {
            child.add("--enable-native-access=ALL-UNNAMED"); // which the jar's manifest says only to "java -jar"
        }
        child.addAll(List.of("-cp", System.getProperty("java.class.path"), Hedgerow.class.getName()));
        List<String> own = command.root().commandLine().getParseResult().expandedArgs();
        int afterName = own.indexOf(command.name()) + 1;
        child.addAll(own.subList(0, afterName));
        child.addAll(List.of("--supervised", Integer.toString(port)));
        child.addAll(own.subList(afterName, own.size()));
        return child;
    }

    private static void say(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }
}
