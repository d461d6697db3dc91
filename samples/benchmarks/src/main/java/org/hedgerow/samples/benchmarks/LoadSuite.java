package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Runs a suite of servers under load, prints what it has found, and keeps it. */
final class LoadSuite {
    private final SuiteOptions options;
    private final Map<String, String> machine = new LinkedHashMap<>();
    private BiFunction<Server, Bench, Contender<Work>> contenders;
    private Warning warning = Optional::empty;

    LoadSuite(SuiteOptions options) {
        this.options = options;
        contenders = (server, bench) -> new ServedContender(server, bench, options.pace());
    }

    /** How servers become contenders, if they shall not answer questions for some time. */
    LoadSuite contenders(BiFunction<Server, Bench, Contender<Work>> making) {
        contenders = making;
        return this;
    }

    /** What may have to be said before it runs, in the network where it does. */
    LoadSuite warning(Warning what) {
        warning = what;
        return this;
    }

    /** Adds the versions of programs to the description. */
    LoadSuite versions(Program... programs) throws IOException, InterruptedException {
        for (Program each : programs) {
            machine.put(each.text(), each.version());
        }
        return this;
    }

    /** Adds a line to the description. */
    LoadSuite fact(String what, String value) {
        machine.put(what, value);
        return this;
    }

    /**
     * Runs it.
     *
     * @param servers those that take part, the reference first
     * @param upstreams those that they ask
     * @return the exit code
     */
    int run(List<Load> loads, Function<Workshop, List<Server>> servers, Function<Workshop, List<Server>> upstreams)
            throws IOException, InterruptedException {
        options.check();
        OptionalInt elsewhere = options.sharesNetwork() ? OptionalInt.empty() : OwnNetwork.run(options.arguments());
        if (elsewhere.isPresent()) {
            return elsewhere.getAsInt();
        }
        PrintWriter progress = options.spec().commandLine().getErr();
        warning.text().ifPresent(progress::println);
        List<Row> rows = new ArrayList<>();
        Pinning pinning = new Pinning();
        try (TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory("hedgerow-benchmarks"))) {
            Workshop workshop = new Workshop(directory.path());
            Bench bench = new Bench(workshop, pinning, options.warmup(), options.seconds());
            List<Contender<Work>> all = chosen(referenceFirst(servers.apply(workshop))).stream()
                    .map(server -> contenders.apply(server, bench))
                    .toList();
            Rounds<Work> rounds = new Rounds<>(all, options.rounds(), options.quiet(), progress);
            for (int count : options.records()) {
                Names names = names(directory.path(), count);
                for (Load load : loads) {
                    Work work = new Work(names, load, upstreams.apply(workshop));
                    rows.addAll(rounds.run(work, options.pace().load(load) + ", " + names, directory.path()));
                }
            }
        }
        String suite = options.spec().name();
        Report report = new Report(suite, described(pinning), options.rounds(), rows);
        report.lines().forEach(options.spec().commandLine().getOut()::println);
        options.results().keep(report);
        return 0;
    }

    private static Names names(Path directory, int count) throws IOException {
        Names names = new Names(directory.resolve("names-" + count), count);
        names.write();
        return names;
    }

    private List<Server> referenceFirst(List<Server> servers) {
        Server reference = servers.stream()
                .filter(server -> server.name().contains(options.reference()))
                .findFirst()
                .orElseThrow(() -> options.wrong("--reference: expected one of "
                        + servers.stream().map(Server::name).toList() + ", found " + options.reference()));
        List<Server> ordered = new ArrayList<>(servers);
        ordered.remove(reference);
        ordered.add(0, reference);
        return ordered;
    }

    private List<Server> chosen(List<Server> servers) {
        if (options.only().isEmpty()) {
            return servers;
        }
        return servers.stream()
                .filter(server -> server == servers.get(0)
                        || options.only().stream()
                                .anyMatch(text -> server.name().contains(text)))
                .toList();
    }

    private Map<String, String> described(Pinning pinning) throws IOException {
        Map<String, String> all = Machine.describe();
        all.put("JDK 17", options.programs().jdk17().described());
        all.put("JDK 25", options.programs().jdk25().described());
        all.put(
                "Java contenders",
                "all with " + String.join(" ", options.programs().jdk17().options()));
        all.put("network", OwnNetwork.described());
        all.put("pinning", pinning.described());
        all.put(
                "load",
                options.warmup() + " s to warm up, " + options.seconds() + " s counted; "
                        + options.pace().described());
        all.putAll(machine);
        return all;
    }

    /** Something to be said, unless all is well. */
    interface Warning {
        Optional<String> text() throws IOException;
    }
}
