package org.hedgerow.peers;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What resolves names in the programs of others: a program each that resolves one name to addresses of both families. */
enum StubResolver {
    GLIBC {
        @Override
        List<String> build(Path source, Path program) {
            return List.of(Program.CC.path(), "-o", program.toString(), source.toString());
        }
    },
    MUSL {
        @Override
        List<String> build(Path source, Path program) {
            return List.of(Program.MUSL_GCC.path(), "-static", "-o", program.toString(), source.toString());
        }
    },
    GO {
        @Override
        List<String> build(Path source, Path program) {
            String cache = "GOCACHE=" + program.resolveSibling("cache");
            String go = Program.GO.path();
            return List.of(
                    "env",
                    cache,
                    "GO111MODULE=off",
                    "CGO_ENABLED=0",
                    go,
                    "build",
                    "-o",
                    program.toString(),
                    source.toString());
        }
    };

    abstract List<String> build(Path source, Path program);

    /** The file of the program, which is built in the directory unless it is there. */
    Path program(Path directory) throws Exception {
        Path program = directory.resolve(name());
        if (Files.notExists(program)) {
            Path source = directory.resolve(this == GO ? "resolve.go" : "resolve.c");
            try (InputStream text =
                    StubResolver.class.getResourceAsStream(source.getFileName().toString())) {
                Files.write(source, Objects.requireNonNull(text, "the source").readAllBytes());
            }
            Tool.run(build(source, program)).ofSuccess();
        }
        return program;
    }
}
