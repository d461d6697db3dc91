package org.hedgerow.cli;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.hedgerow.Resolver;
import org.hedgerow.record.DomainName;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A client: asks a server for all names of a file, and writes what it says to another. */
@Command(
        name = "client",
        description = {
            "Ask a root server for the addresses of all names of a file and write the replies to"
                    + " another file. With --wire dns any DNS server will do.",
            "That file is written when all is known, and left as it was when something fails."
        })
final class ClientCommand implements Callable<Integer> {
    /** The server's word counts, so its time-out comes first; this is for a server that says nothing at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PROGRESS_PERIOD = Duration.ofMillis(100);

    /** What a server works on at once for one connection: more would wait there, and their time would run. */
    private static final int MAX_WINDOW = 1024;

    private static final int USUAL_WINDOW = 64;

    @Parameters(index = "0", paramLabel = "<host>", description = "Where the root server is.")
    private String host = "";

    @Parameters(
            index = "1",
            paramLabel = "<port>",
            converter = Ports.ToConnectTo.class,
            description = "The port that it listens on.")
    private int port;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            defaultValue = "PROJ2-HNS.txt",
            description = "The names, one a line; default: ${DEFAULT-VALUE}.")
    private Path names = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "RESOLVED.txt",
            description = "Where the replies go, in the order of the names; default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "How many names are in flight at once, 1 to 1024; 1 is lockstep; default: " + USUAL_WINDOW
                    + ", with --bare 1.")
    private @Nullable Integer window;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "The root server's time-out. The client leaves the word to it, and gives a name up itself 5s later;"
                            + " default: 5s, with --wire dns 4.5s.")
    private @Nullable Duration timeout;

    @Mixin
    private WireOption wire;

    @Mixin
    private BareOptions bare;

    @Mixin
    private TransportOption transport;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CliException, InterruptedException {
        if (window != null && (window < 1 || window > MAX_WINDOW)) {
            throw wrong("--window: expected 1 to " + MAX_WINDOW + ", found " + window);
        }
        if (bare.areSet() && wire.wire() != Wire.LINE) {
            throw wrong("--bare is for the line protocol, not for --wire "
                    + wire.wire().text());
        }
        List<DomainName> wanted = NamesFile.read(names);
        ResolvedFile resolved = ResolvedFile.at(out);
        Stopwatch watch = new Stopwatch();
        List<Reply> replies = ask(Addresses.of(host, port), wanted);
        resolved.write(replies);
        spec.commandLine().getOut().println(watch.summary(replies) + " -> " + resolved);
        return ExitCode.OK;
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private List<Reply> ask(SocketAddress server, List<DomainName> wanted) throws CliException, InterruptedException {
        // One connection is enough, and so is the lane that it runs on.
        try (Transport bytes = transport.open(TransportOptions.defaults().withLanes(1))) {
            Resolver remote = RemoteResolver.builder(bytes, wire.wire().client(bare.line()), server)
                    .singleConnection()
                    .build();
            Duration deadline = (timeout == null ? wire.wire().defaultTimeout() : timeout).plus(PATIENCE);
            Asking asking = new Asking(bytes.lane(), remote, wanted, deadline, reply -> {});
            asking.start(window != null ? window : bare.areSet() ? 1 : USUAL_WINDOW);
            showProgress(asking, wanted.size());
            return asking.replies();
        } catch (Asking.UnaskedException e) {
            throw new CliException("cannot ask " + Endpoint.text(server) + ": " + e.reason(server), e);
        }
    }

    private void showProgress(Asking asking, int total) throws InterruptedException {
        Progress progress = Progress.on(spec.commandLine().getErr(), total);
        while (!asking.await(PROGRESS_PERIOD)) {
            progress.show(asking.answered());
        }
        progress.end();
    }
}
