package org.hedgerow.samples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.server.tables.TableFile;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the READMEs show is what the samples are made of, so that it compiles and its tests run it. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("^```java\\n(.+?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SHELL = Pattern.compile("^```sh\\n(.+?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static Path module;
    private static Path top;

    @BeforeAll
    static void findTop() {
        module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        top = module;
        while (!Files.isDirectory(top.resolve("api"))) {
            top = top.getParent();
        }
    }

    @Test
    void theJavaOfTheTopReadmeIsTheSamples() throws IOException {
        List<String> shown = blocks(JAVA, top.resolve("README.md"));

        assertThat(shown).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shown).anySatisfy(block -> assertThat(block).contains("FanOutResolver.builder()"));
        assertThat(shown).allSatisfy(block -> assertThat(samples()).contains(block));
    }

    @Test
    void theJavaOfTheSamplesReadmeIsTheSamples() throws IOException {
        assertThat(blocks(JAVA, module.resolve("README.md")))
                .allSatisfy(block -> assertThat(samples()).contains(block));
    }

    @Test
    void theTableOfTheTopReadmeIsOne() throws IOException {
        Pattern plain = Pattern.compile("^```\\n([^`]+ SOA [^`]+)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        byte[] file = blocks(plain, top.resolve("README.md")).get(0).getBytes(StandardCharsets.UTF_8);
        Table table = Table.of(TableFile.parse("README.md", file));

        assertThat(table.size()).isEqualTo(6);
        assertThat(table.find(Question.of("web.princeton.edu")).toString()).contains("128.1.1.4 A IN");
        assertThat(table.find(Question.of("any.dev.princeton.edu", "TXT")).toString())
                .contains("any name below dev");
        assertThat(table.find(Question.of("nothere.princeton.edu")))
                .isInstanceOfSatisfying(
                        NotFound.class, missing -> assertThat(missing.soa()).isNotNull());
    }

    @Test
    void theEmbeddingExampleIsShort() throws IOException {
        assertThat(blocks(JAVA, top.resolve("README.md")).get(0).lines()).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void theTwoCommandsAreThere() throws IOException {
        List<String> commands = blocks(SHELL, top.resolve("README.md")).stream()
                .flatMap(String::lines)
                .toList();

        assertThat(commands)
                .contains(
                        "mvn -B -q -DskipTests package && java -jar samples/cli/target/hedgerow.jar demo",
                        "mvn -B verify");
    }

    @Test
    void theModulesOfTheTableAreThere() throws IOException {
        String readme = Files.readString(top.resolve("README.md"));
        List<String> modules = Pattern.compile("^\\| \\[?`([\\w/-]+)`", Pattern.MULTILINE)
                .matcher(readme)
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(modules)
                .contains("api", "api/testkit", "transport-nio", "transport-blocking", "server-kit")
                .allSatisfy(
                        each -> assertThat(top.resolve(each).resolve("pom.xml")).exists());
    }

    /** The sources of this module, without indentation, one after the other. */
    private static String samples() throws IOException {
        try (Stream<Path> sources = Files.walk(module.resolve("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path source : sources.filter(Files::isRegularFile).sorted().toList()) {
                all.append(withoutIndentation(Files.readString(source)));
            }
            return all.toString();
        }
    }

    private static List<String> blocks(Pattern kind, Path readme) throws IOException {
        return kind.matcher(Files.readString(readme))
                .results()
                .map(block -> withoutIndentation(block.group(1)))
                .toList();
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(line -> line.strip() + "\n").collect(Collectors.joining());
    }
}
