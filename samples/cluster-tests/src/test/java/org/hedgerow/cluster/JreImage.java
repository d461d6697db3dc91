package org.hedgerow.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The image that programs in Java run on: a run-time image of the JDK that runs these tests and the libraries that it
 * needs. It is built once: the engine keeps it under a hash of what it is made of. {@code -Dit.base} names another one,
 * which the engine then pulls.
 */
final class JreImage {
    /** What the program and tests of it need, and no more: each further module is megabytes. */
    private static final String MODULES = "java.logging,java.management,java.naming,jdk.unsupported";

    private static final List<String> OPTIONS =
            List.of("--add-modules", MODULES, "--no-header-files", "--no-man-pages");
    private static final String HOME = "/opt/java";
    private static final String INSTRUCTIONS = "ENV PATH=" + HOME + "/bin\n";

    private final Images images;

    JreImage(Images images) {
        this.images = images;
    }

    /** The name of the image, which the engine has unless {@code -Dit.base} names it. */
    String name() throws IOException {
        String base = System.getProperty("it.base", "");
        if (!base.isEmpty()) {
            return base;
        }
        String name = "hedgerow-cluster-jre:" + hash(Path.of(System.getProperty("java.home")));
        if (!images.has(name)) {
            build(name);
        }
        return name;
    }

    private void build(String name) throws IOException {
        Path work = Files.createTempDirectory("jre");
        try {
            Path runtime = link(work.resolve("java"));
            RootFilesystem files = new RootFilesystem().tree(HOME, runtime).librariesOf(programs(runtime));
            images.buildFromScratch(name, files, INSTRUCTIONS);
        } finally {
            delete(work);
        }
    }

    /** The libraries of all of the JDK, for which of its modules has which is not known before they are linked. */
    private static String hash(Path jdk) throws IOException {
        return new RootFilesystem()
                .file(HOME + "/release", jdk.resolve("release"))
                .librariesOf(programs(jdk))
                .hash(String.join(" ", OPTIONS), INSTRUCTIONS, Runtime.version().toString());
    }

    private static Path link(Path output) throws IOException {
        List<String> arguments = new ArrayList<>(OPTIONS);
        arguments.addAll(List.of("--output", output.toString()));
        ToolProvider jlink =
                ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
        int code = jlink.run(System.err, System.err, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IOException("jlink " + arguments + " ended with " + code);
        }
        shareClasses(output.resolve("bin/java"));
        return output;
    }

    /** Makes the archive by which Java starts in two thirds of the time; on two processors ten of them start at once. */
    private static void shareClasses(Path java) throws IOException {
        Process process = new ProcessBuilder(java.toString(), "-Xshare:dump")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(java + " -Xshare:dump ended with " + code);
        }
    }

    private static List<Path> programs(Path jdk) throws IOException {
        List<Path> programs = new ArrayList<>();
        for (Path each : RootFilesystem.filesBelow(jdk)) {
            boolean program =
                    each.startsWith(jdk.resolve("bin")) || each.toString().endsWith(".so");
            if (program && SharedLibraries.isElf(each)) {
                programs.add(each);
            }
        }
        return programs;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
