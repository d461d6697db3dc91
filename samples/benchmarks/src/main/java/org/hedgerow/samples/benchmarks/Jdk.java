package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Java that contenders run on.
 *
 * @param version its feature version
 * @param home where it is, if there is one
 * @param heap the most that programs may have, as the option {@code -Xmx} has it
 */
record Jdk(int version, Optional<Path> home, String heap) {
    /** The one at {@code named}; else what JAVA_HOME_N says, the Java that runs this, or one in a directory beside that. */
    static Jdk find(int version, @Nullable Path named, String heap) {
        if (named != null) {
            return new Jdk(version, Optional.of(named), heap);
        }
        Path own = Path.of(System.getProperty("java.home"));
        Stream<Path> candidates = Stream.of(
                        Stream.ofNullable(System.getenv("JAVA_HOME_" + version)).map(Path::of),
                        Stream.of(own),
                        beside(own))
                .flatMap(each -> each);
        return new Jdk(version, candidates.filter(home -> is(version, home)).findFirst(), heap);
    }

    /** What all Java programs have in common, so that none is better off: one collector, which suits one processor, and one heap. */
    List<String> options() {
        return List.of("-Xmx" + heap, "-XX:+UseSerialGC");
    }

    Optional<String> missing() {
        return home.isPresent()
                ? Optional.empty()
                : Optional.of("no JDK " + version + " found: name one by --jdk" + version + " or JAVA_HOME_" + version);
    }

    /** What it calls itself: who has made it, and its full version. */
    String described() throws IOException {
        return home.isPresent() ? value(home.get(), "IMPLEMENTOR") + " " + value(home.get(), "JAVA_VERSION") : "none";
    }

    /** Its launcher. */
    String java() throws ContenderException {
        return home.map(each -> each.resolve("bin").resolve("java").toString())
                .orElseThrow(() -> new ContenderException(missing().orElse("")));
    }

    private static Stream<Path> beside(Path home) {
        Path parent = home.toAbsolutePath().getParent();
        if (parent == null) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(parent)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean is(int version, Path home) {
        try {
            return Files.isExecutable(home.resolve("bin").resolve("java"))
                    && value(home, "JAVA_VERSION").matches(version + "\\b.*");
        } catch (IOException e) {
            return false;
        }
    }

    private static String value(Path home, String key) throws IOException {
        return Files.readString(home.resolve("release"))
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }
}
