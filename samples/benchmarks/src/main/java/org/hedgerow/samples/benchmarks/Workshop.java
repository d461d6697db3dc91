package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the programs in C and Python that the jar carries become files that run. Used by one thread. */
final class Workshop {
    private static final List<String> HEADERS = List.of("common.h", "dns.h", "records.h", "table.h");

    private final Path directory;
    private final Map<String, Path> compiled = new HashMap<>();

    Workshop(Path directory) {
        this.directory = directory;
    }

    /**
     * A program in C, compiled when it is first wanted.
     *
     * @throws ContenderException if it does not compile
     */
    Path compiled(String name) throws ContenderException, IOException, InterruptedException {
        Path known = compiled.get(name);
        if (known != null) {
            return known;
        }
        for (String each : HEADERS) {
            extracted("/c/" + each);
        }
        Path source = extracted("/c/" + name + ".c");
        Path program = directory.resolve(name);
        Path log = directory.resolve(name + ".log");
        Process compiler = new ProcessBuilder(
                        Program.CC.path(), "-O2", "-std=gnu11", "-o", program.toString(), source.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (compiler.waitFor() != 0) {
            throw new ContenderException("cc does not compile " + name + ".c: "
                    + Files.readString(log).strip());
        }
        compiled.put(name, program);
        return program;
    }

    /** A file that the jar carries. */
    Path extracted(String resource) throws ContenderException, IOException {
        Path file = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (InputStream in = Workshop.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ContenderException("this jar lacks " + resource);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
