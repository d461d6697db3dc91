package org.hedgerow.samples.concurrency;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Many clients of one server, which check what they get and tell how long it took. */
@Command(
        name = "client",
        description = {
            "Ask a server for octets over many connections, count them, and tell how long it took.",
            "Then ask it how the connections fell to its workers, this last one included."
        })
final class ClientCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofDays(1);

    @Mixin
    private ServerAddress server;

    @Mixin
    private LoadOptions options;

    @Option(names = "--json", description = "Print the figures as one line of JSON.")
    private boolean json;

    @Option(
            names = "--no-workers",
            description = "Do not ask that: another server than the gallery's may not survive it.")
    private boolean noWorkers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GalleryException, InterruptedException {
        LoadReport report = options.load().run(server.get(), LIMIT);
        List<String> shares = noWorkers ? List.of() : Shares.ask(server.get());
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? report.json(shares) : report.text());
        if (!json) {
            shares.forEach(out::println);
        }
        out.flush();
        if (report.failed() > 0) {
            throw new GalleryException("failed connections: " + report.failures());
        }
        return ExitCode.OK;
    }
}
