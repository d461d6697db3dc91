package org.hedgerow.samples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table server or a root server of Hedgerow's program, as it ships.
 *
 * @param jar the program
 * @param wire what it speaks
 * @param variant on what, and with which options
 */
record HedgerowServer(Path jar, Wire wire, HedgerowVariant variant) implements Server {
    // Allocations asks the JVM, which else gives the address of the host's name: a network of its own has none but
    // loopback.
    private static final String LOOKED_INTO_OVER_LOOPBACK = "-Djava.rmi.server.hostname=127.0.0.1";
    private static final String MAIN = "org.hedgerow.cli.Hedgerow";

    @Override
    public String name() {
        return variant.name();
    }

    @Override
    public Optional<String> missing() {
        return Files.exists(jar)
                ? variant.jdk().missing()
                : Optional.of("no " + jar + ": build samples/cli, or name the jar by --hedgerow");
    }

    @Override
    public Optional<String> reference() {
        return variant.reference();
    }

    @Override
    public int processors() {
        return variant.loops();
    }

    @Override
    public boolean countsAllocations() {
        return variant.lasting();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException {
        List<String> command = new ArrayList<>(List.of(variant.jdk().java()));
        command.addAll(variant.jdk().options());
        command.addAll(variant.jvmOptions());
        command.add(LOOKED_INTO_OVER_LOOPBACK);
        if (variant.classPath().isEmpty()) {
            command.addAll(List.of("-jar", jar.toString()));
        } else {
            command.addAll(List.of("-cp", jar + ":" + String.join(":", variant.classPath()), MAIN));
        }
        String port = Integer.toString(setting.port());
        if (setting.upstreams().isEmpty()) {
            command.addAll(
                    List.of("ts", port, "--table", setting.names().table().toString()));
        } else {
            command.addAll(List.of("rs", port));
            setting.upstreams().forEach(each -> command.addAll(wire.upstream(each)));
        }
        command.addAll(wire.options());
        command.addAll(variant.options());
        if (variant.hasLoops()) {
            command.addAll(List.of("--workers", Integer.toString(variant.loops())));
        }
        return command;
    }
}
