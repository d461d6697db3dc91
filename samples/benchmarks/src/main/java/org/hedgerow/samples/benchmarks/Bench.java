package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where servers are started and put under load. Used by one thread. */
final class Bench {
    private final Workshop workshop;
    private final Pinning pinning;
    private final double warmup;
    private final double seconds;

    /** With a load that warms up for so many seconds, and then counts for so many. */
    Bench(Workshop workshop, Pinning pinning, double warmup, double seconds) {
        this.workshop = workshop;
        this.pinning = pinning;
        this.warmup = warmup;
        this.seconds = seconds;
    }

    /** Starts one on the processors of servers, and waits until it answers. */
    ServerProcess start(Server server, Work work, List<ServerProcess> upstreams, Path directory)
            throws ContenderException, IOException, InterruptedException {
        List<Integer> ports =
                upstreams.stream().map(each -> each.address().getPort()).toList();
        InetSocketAddress address = ServerProcess.freeAddress();
        List<String> command = server.command(new Setting(directory, address.getPort(), work.names(), ports));
        return started(pinning.server(server.processors(), command), address, work, directory);
    }

    /** Starts one on the processor of the load, and waits until it answers. */
    ServerProcess startUpstream(Server server, Work work, Path directory)
            throws ContenderException, IOException, InterruptedException {
        InetSocketAddress address = ServerProcess.freeAddress();
        List<String> command = server.command(new Setting(directory, address.getPort(), work.names(), List.of()));
        return started(pinning.load(command), address, work, directory);
    }

    private static ServerProcess started(List<String> command, InetSocketAddress address, Work work, Path directory)
            throws ContenderException, IOException, InterruptedException {
        ServerProcess process = ServerProcess.start(command, address, directory.resolve("log"), false);
        boolean answers = false;
        try {
            process.awaitAnswer(work.load().wire().format(), work.names().last());
            answers = true;
            return process;
        } finally {
            if (!answers) {
                process.close();
            }
        }
    }

    /** Puts the server under the load, with the meters running while it counts. */
    LoadResult load(ServerProcess server, Work work, List<String> more, Path directory, List<Meter> meters)
            throws ContenderException, IOException, InterruptedException {
        return load(server, work, more, directory, meters, warmup, seconds);
    }

    /** The same for another time than usual. */
    LoadResult load(
            ServerProcess server,
            Work work,
            List<String> more,
            Path directory,
            List<Meter> meters,
            double warmupSeconds,
            double countedSeconds)
            throws ContenderException, IOException, InterruptedException {
        List<String> command = work.load()
                .command(generator(), server.address().getPort(), work.names(), warmupSeconds, countedSeconds, more);
        Path log = Files.createTempFile(directory, "load", ".log");
        return LoadProcess.run(pinning.load(command), warmupSeconds + countedSeconds, log, meters);
    }

    /** The command of a load that holds connections. */
    List<String> idleCommand(ServerProcess server, Work work)
            throws ContenderException, IOException, InterruptedException {
        return pinning.load(work.load().command(generator(), server.address().getPort(), work.names()));
    }

    /** Whether the load has a processor that the server does not run on. */
    boolean keepsApart(Server server) {
        return pinning.keepsApart(server.processors());
    }

    private String generator() throws ContenderException, IOException, InterruptedException {
        return workshop.compiled("load").toString();
    }
}
