package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server in Python.
 *
 * @param name what the table calls it
 * @param program its source's name
 * @param workshop where that becomes a file
 */
record PythonProgram(String name, String program, Workshop workshop) implements Server {
    @Override
    public Optional<String> missing() {
        return Program.PYTHON.missing();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException, IOException {
        List<String> command = new ArrayList<>(List.of(
                Program.PYTHON.path(),
                workshop.extracted("/python/" + program + ".py").toString()));
        command.addAll(setting.arguments());
        return command;
    }
}
