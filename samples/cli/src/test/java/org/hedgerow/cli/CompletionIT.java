package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What bash completes. */
class CompletionIT {
    private static final String COMPLETE = """
            . "$1"
            compopt() { :; }
            shift
            COMP_WORDS=("$@" "")
            COMP_CWORD=$#
            _complete_hedgerow
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path directory;

    static Stream<String> optionsWithValues() {
        return Hedgerow.commandLine().getSubcommands().entrySet().stream()
                .flatMap(command ->
                        options(command.getValue()).map(option -> command.getKey() + ' ' + option.longestName()));
    }

    private static Stream<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> option.completionCandidates() != null && !option.hidden());
    }

    /** Once, an option was completed by the values of another that had the same label. */
    @ParameterizedTest
    @MethodSource("optionsWithValues")
    void eachOptionIsCompletedByItsOwnValues(String commandAndOption) throws IOException, InterruptedException {
        String[] words = commandAndOption.split(" ");
        List<String> expected = new ArrayList<>();
        CommandLine command = Hedgerow.commandLine().getSubcommands().get(words[0]);
        command.getCommandSpec().findOption(words[1]).completionCandidates().forEach(expected::add);
        assertThat(completed("hedgerow", words[0], words[1])).containsExactlyElementsOf(expected);
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(
                directory.resolve("completion"), Run.of("completion").out());
        List<String> command = new ArrayList<>(List.of("bash", "-c", COMPLETE, "bash", script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
