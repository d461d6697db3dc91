package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server in Java that is part of this program: the hidden command {@code contender}.
 *
 * @param name what the table calls it
 * @param program which one
 * @param jdk what it runs on
 */
record JavaProgram(String name, String program, Jdk jdk) implements Server {
    @Override
    public Optional<String> missing() {
        return jdk.missing();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(jdk.options());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), Benchmarks.class.getName(), "contender", program));
        command.addAll(setting.arguments());
        return command;
    }
}
