package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which processors what runs on, where there is {@code taskset} and more than one processor: the server on the first, the load
 * and the upstreams on the second. Also lets all have as many files as the system allows, for the shells' usual limit is 1024.
 */
final class Pinning {
    private final Optional<String> taskset;
    private final boolean two;

    Pinning() {
        taskset = Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(each -> Path.of(each, "taskset"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        two = Runtime.getRuntime().availableProcessors() > 1;
    }

    /** A command for a server that is made for so many processors. */
    List<String> server(int processors, List<String> command) {
        return on(processors == 1 ? "0" : "0-" + (processors - 1), command);
    }

    /** A command for the load or an upstream. */
    List<String> load(List<String> command) {
        return on("1", command);
    }

    /** Whether a server that is made for so many processors leaves one to the load. */
    boolean keepsApart(int processors) {
        return taskset.isPresent() && two && processors == 1;
    }

    /** For the table. */
    String described() {
        if (taskset.isEmpty() || !two) {
            return "none: " + (two ? "no taskset (util-linux)" : "one processor only");
        }
        return "servers on processor 0 (with n loops on the first n), load and upstreams on 1";
    }

    /** How many files a process may have open at most, once it has raised its limit. */
    static long files() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return Long.MAX_VALUE;
        }
        return Files.readString(limits, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).trim().split(" +", -1)[1])
                .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private List<String> on(String processors, List<String> command) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", "ulimit -S -n \"$(ulimit -H -n)\"; exec \"$@\"", "sh"));
        if (taskset.isPresent() && two) {
            all.addAll(List.of(taskset.get(), "-c", processors));
        }
        all.addAll(command);
        return all;
    }
}
