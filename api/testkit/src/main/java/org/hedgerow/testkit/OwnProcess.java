package org.hedgerow.testkit;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

/** A program of a test that runs in a JVM of its own, on this one's class path. */
final class OwnProcess {
    private final Process process;

    private OwnProcess(Process process) {
        this.process = process;
    }

    /**
     * Runs the {@code main} of a class until the end of the test.
     *
     * @param before the command that runs the JVM, if it is not to be run as it is
     */
    static OwnProcess start(TransportBench bench, List<String> before, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        bench.keep(process::destroyForcibly);
        return new OwnProcess(process);
    }

    /** All that it prints, until it ends. */
    String said() throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** In such a program: what the class that extends the contract tests. */
    static Transport transportOf(String contract) throws ReflectiveOperationException {
        Constructor<?> made = Class.forName(contract).getDeclaredConstructor();
        made.setAccessible(true);
        return ((BenchContract) made.newInstance()).newTransport(TransportOptions.defaults());
    }
}
