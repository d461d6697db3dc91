package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Servers that a contender asks, until they are closed. */
final class Upstreams implements AutoCloseable {
    private final List<ServerProcess> processes = new ArrayList<>();

    private Upstreams() {}

    /** Starts all that the work has. */
    static Upstreams start(Bench bench, Work work, Path directory)
            throws ContenderException, IOException, InterruptedException {
        Upstreams all = new Upstreams();
        boolean started = false;
        try {
            for (Server each : work.upstreams()) {
                Path own = Files.createTempDirectory(directory, "upstream");
                all.processes.add(bench.startUpstream(each, work, own));
            }
            started = true;
            return all;
        } finally {
            if (!started) {
                all.close();
            }
        }
    }

    /** Those that run; a view. */
    List<ServerProcess> processes() {
        return processes;
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}
