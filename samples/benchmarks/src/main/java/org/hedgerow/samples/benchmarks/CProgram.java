package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server in C, which says what the system's calls alone cost.
 *
 * @param name what the table calls it
 * @param program its source's name
 * @param workshop where it is compiled
 */
record CProgram(String name, String program, Workshop workshop) implements Server {
    @Override
    public Optional<String> missing() {
        return Program.CC.missing();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException, IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(workshop.compiled(program).toString()));
        command.addAll(setting.arguments());
        return command;
    }
}
