package com.example.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What implements a seam takes little, and nothing that is not for strangers. */
class StrangersTest {
    private static final String FOLDER = "src/test/java/com/example/strangers";
    private static final int MOST_LINES = 150;
    private static final Pattern OURS = Pattern.compile("(?m)^import (?:static )?(org\\.hedgerow[a-z.]*)\\.[A-Z].*;$");
    private static final Pattern EXPORTS = Pattern.compile("(?m)^ +exports (org\\.hedgerow[a-z.]*);$");

    static List<Path> files() throws IOException {
        // The transport is where there is another for it to decorate.
        try (Stream<Path> here = Files.list(Path.of(FOLDER));
                Stream<Path> there = Files.list(Path.of("../../server-kit", FOLDER))) {
            return Stream.concat(here, there).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isShort(Path file) throws IOException {
        assertThat(Files.readAllLines(file)).hasSizeLessThan(MOST_LINES);
    }

    @ParameterizedTest
    @MethodSource("files")
    void usesWhatIsExported(Path file) throws IOException {
        Set<String> exported = new HashSet<>();
        for (String module : List.of("../src/main/java", "src/main/java")) {
            exported.addAll(found(EXPORTS, Path.of(module, "module-info.java")));
        }
        assertThat(exported).contains("org.hedgerow.wire").doesNotContain("org.hedgerow.wire.shared");
        assertThat(exported).containsAll(found(OURS, file));
        assertThat(Files.readString(file)).startsWith("package com.example.strangers;");
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
