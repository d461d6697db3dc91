package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Runs a design in a process of its own, warms it up, puts a load on it, and measures both sides. */
final class Comparison {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Load load;
    private final Load warmUp;
    private final List<String> options;

    /**
     * A comparison under this load.
     *
     * @param warmUp how many connections go before, so that the JIT has seen the code
     * @param options what every design is told besides
     */
    Comparison(Load load, long warmUp, List<String> options) {
        this.load = load;
        int children = Math.min(load.children(), Math.toIntExact(Math.max(1, warmUp)));
        this.warmUp = new Load(
                children, (int) Math.max(1, warmUp / children), Math.min(load.bytes(), 64 * 1024), load.meant());
        this.options = options;
    }

    Measurement run(Contender contender) throws GalleryException, IOException, InterruptedException {
        try (RunningServer server = RunningServer.start(contender, options)) {
            InetSocketAddress address = server.awaitReady();
            ProcessTree tree = server.tree();
            Load share = contender.share(load);
            Load before = contender.share(warmUp);
            if (share.total() == load.total()) {
                before.run(address, LIMIT);
            }
            long cpuBefore = tree.cpuMillis();
            MemorySampler memory = MemorySampler.start(tree);
            LoadReport report = share.run(address, LIMIT);
            long peak = memory.stop();
            long cpu = tree.cpuMillis() - cpuBefore;
            return new Measurement(contender.label(), share, report, server.stop(), cpu, peak);
        }
    }
}
