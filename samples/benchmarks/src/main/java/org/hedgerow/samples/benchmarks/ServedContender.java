package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server, its upstreams if it has any, and the load generator, each a process of its own. */
final class ServedContender implements Contender<Work> {
    private static final double PEAK_WARMUP_SECONDS = 4; // before that no JVM is at its peak
    private static final double PEAK_SECONDS = 1;
    private static final double SOON_SECONDS = 0.1;
    private static final double ALLOCATION_SECONDS = 0.3;

    private final Server server;
    private final Bench bench;
    private final Pace pace;

    ServedContender(Server server, Bench bench, Pace pace) {
        this.server = server;
        this.bench = bench;
        this.pace = pace;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Optional<String> reference() {
        return server.reference();
    }

    @Override
    public Optional<String> missing() {
        return Program.CC.missing().or(server::missing);
    }

    @Override
    public Sample run(Work work, Path directory) throws ContenderException, IOException, InterruptedException {
        try (Upstreams upstreams = Upstreams.start(bench, work, directory);
                ServerProcess process = bench.start(server, work, upstreams.processes(), directory)) {
            Sample sample = measure(process, work, directory);
            if (server.countsAllocations()) {
                putAllocations(process, work, directory, sample);
            }
            return sample;
        }
    }

    private Sample measure(ServerProcess process, Work work, Path directory)
            throws ContenderException, IOException, InterruptedException {
        Load load = work.load();
        double peak = pace.needsPeak()
                ? bench.load(process, work, alone(work), directory, List.of(), PEAK_WARMUP_SECONDS, PEAK_SECONDS)
                        .perSecond()
                : 0;
        List<Meter> meters =
                List.of(new CpuMeter(process.tree(), load.unit()), load.wire().packets(load.unit()));
        List<String> more = new ArrayList<>(alone(work));
        more.addAll(pace.options(peak));
        LoadResult result = bench.load(process, work, more, directory, meters);
        Sample sample = new Sample();
        if (pace.open()) {
            sample.put("asked/s", result.asked() / result.seconds());
        }
        result.put(sample, load.units());
        meters.forEach(each -> each.put(sample, result));
        return sample.put("resident MiB", process.tree().residentMebibytes());
    }

    /** Options for a load that has its processor for itself: it does not sleep, for whoever answers it would pay for waking it. */
    private List<String> alone(Work work) {
        return work.upstreams().isEmpty() && bench.keepsApart(server) ? List.of("--spin", "1") : List.of();
    }

    /** After everything else, for it takes memory and time in the server. */
    private void putAllocations(ServerProcess process, Work work, Path directory, Sample sample)
            throws ContenderException, IOException, InterruptedException {
        try (Allocations allocations =
                Allocations.of(process.process().pid(), work.load().unit())) {
            List<Meter> meters = List.of(allocations);
            LoadResult result =
                    bench.load(process, work, alone(work), directory, meters, SOON_SECONDS, ALLOCATION_SECONDS);
            allocations.put(sample, result);
        }
    }
}
