package org.hedgerow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hedgerow.Resolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Two table servers, a root server and a client in one program, on real sockets, with tables that come along. */
@Command(
        name = "demo",
        description = {
            "Run two table servers, a root server and a client in one go, on real sockets of this host.",
            "The tables and the names come along; replies are shown as they arrive, and written to a file."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SCREEN_PERIOD = Duration.ofMillis(20);

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "RESOLVED.txt",
            description = "Where the replies go, in the order of the names; default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long a name may take before it is TIMED OUT; default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Mixin
    private TransportOption transport;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        ResolvedFile resolved = ResolvedFile.at(out);
        List<DomainName> names = NamesFile.parse("PROJ2-HNS.txt", DemoFiles.read("PROJ2-HNS.txt"));
        PrintWriter screen = spec.commandLine().getOut();
        try (Transport bytes = transport.open()) {
            screen.println("Three servers start in this program, on the transport " + bytes.name() + ":");
            SocketAddress rs = new DemoServers(bytes, screen).start(timeout);
            screen.println("A client asks RS for " + Words.count(names.size(), "name")
                    + " at once. A TS is silent about a" + " name that it does not have,");
            screen.println("so RS says TIMED OUT when " + Words.time(timeout) + " have passed without a word:");
            screen.flush();
            Stopwatch watch = new Stopwatch();
            List<Reply> replies = ask(bytes, rs, names, watch);
            resolved.write(replies);
            screen.println(watch.summary(replies) + " -> " + resolved + ", in the order of the names");
        }
        return ExitCode.OK;
    }

    private List<Reply> ask(Transport bytes, SocketAddress rs, List<DomainName> names, Stopwatch watch)
            throws CliException, InterruptedException {
        Queue<String> arrived = new ConcurrentLinkedQueue<>();
        Asking asking = new Asking(
                bytes.lane(),
                connectionPerName(bytes, rs),
                names,
                timeout.plus(PATIENCE),
                reply -> arrived.add("  " + Words.seconds(watch.elapsed()) + "  " + reply));
        asking.start(names.size());
        boolean over;
        do {
            over = asking.await(SCREEN_PERIOD);
            for (String line = arrived.poll(); line != null; line = arrived.poll()) {
                spec.commandLine().getOut().println(line);
            }
            spec.commandLine().getOut().flush();
        } while (!over);
        try {
            return asking.replies();
        } catch (Asking.UnaskedException e) {
            throw new CliException("cannot ask RS: " + e.getMessage(), e);
        }
    }

    /** Replies leave a connection in the order of its queries: with one for each name, none waits for another. */
    private static Resolver connectionPerName(Transport bytes, SocketAddress rs) {
        return (question, call) -> {
            RemoteResolver connection = RemoteResolver.of(bytes, LineFormat.standard(), rs);
            call.onDone(connection::close);
            connection.resolve(question, call);
        };
    }
}
