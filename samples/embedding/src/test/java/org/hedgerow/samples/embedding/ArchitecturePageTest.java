package org.hedgerow.samples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tour of the code leads through files that are there, and never back to a package that it has left. */
class ArchitecturePageTest {
    private static final Pattern STEP = Pattern.compile("^\\| `([^`]+\\.java)` \\|", Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("`(?:[^`]*/)?([A-Za-z]+\\.java)`");
    private static final Pattern CONTRACT = Pattern.compile("`([A-Za-z]+Contract)`");

    private final Path top = top();
    private final String page = read(top.resolve("samples/guide/architecture.md"));

    @Test
    void thereAreThreeTours() {
        assertThat(tours()).hasSize(3).allSatisfy(tour -> assertThat(tour).hasSizeGreaterThan(6));
    }

    @Test
    void eachStepIsAFile() {
        assertThat(tours().stream().flatMap(List::stream))
                .allSatisfy(step -> assertThat(top.resolve(step)).isRegularFile());
    }

    @Test
    void noTourComesBackToAPackage() {
        assertThat(tours()).allSatisfy(tour -> {
            List<String> packages = new ArrayList<>();
            for (String step : tour) {
                String folder = step.substring(0, step.lastIndexOf('/'));
                if (packages.isEmpty() || !packages.get(packages.size() - 1).equals(folder)) {
                    packages.add(folder);
                }
            }
            assertThat(packages).doesNotHaveDuplicates();
        });
    }

    @Test
    void allElseThatIsNamedIsThere() throws IOException {
        Set<String> names;
        try (Stream<Path> files = Files.walk(top)) {
            names = files.filter(each -> each.toString().contains("src"))
                    .map(each -> each.getFileName().toString())
                    .collect(Collectors.toSet());
        }
        assertThat(all(FILE, page))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names).contains(name));
        assertThat(all(CONTRACT, page))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names).contains(name + ".java"));
    }

    private List<List<String>> tours() {
        return Arrays.stream(page.split("(?m)^## "))
                .map(section -> all(STEP, section))
                .filter(steps -> !steps.isEmpty())
                .toList();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    private static Path top() {
        Path top = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        while (!Files.isDirectory(top.resolve("api"))) {
            top = top.getParent();
        }
        return top;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
