package org.hedgerow.samples.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A contender of the packaged program, as a child process that serves. */
final class ContenderProcess implements AutoCloseable {
    private final Process process;
    private final Path errors;
    private final InetSocketAddress address;

    private ContenderProcess(Process process, Path errors, InetSocketAddress address) {
        this.process = process;
        this.errors = errors;
        this.address = address;
    }

    /** Starts it on a free port and waits until it is ready. */
    static ContenderProcess start(Path javaHome, String name, Object... arguments) throws IOException {
        InetSocketAddress address = freeAddress();
        List<String> command = command(javaHome, name, address.getPort());
        for (Object each : arguments) {
            command.add(each.toString());
        }
        Path errors = Files.createTempFile("contender", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        ContenderProcess contender = new ContenderProcess(process, errors, address);
        String line = process.inputReader().readLine();
        if (!"READY".equals(line)) {
            String said = Files.readString(errors);
            contender.close();
            throw new AssertionError(name + ": expected READY, found " + line + "; standard error: " + said);
        }
        return contender;
    }

    /** The command line, for those that are to be added to. */
    static List<String> command(Path javaHome, String name, int port) {
        return new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                "-jar",
                System.getProperty("benchmarks.jar"),
                "contender",
                name,
                Integer.toString(port)));
    }

    /** A loopback address whose port was free for datagrams and streams a moment ago. */
    static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket streams = new ServerSocket(0, 1, loopback);
                DatagramSocket datagrams = new DatagramSocket(streams.getLocalPort(), loopback)) {
            return new InetSocketAddress(loopback, datagrams.getLocalPort());
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        boolean served = process.isAlive();
        process.destroyForcibly().onExit().join();
        String said = Files.readString(errors);
        Files.delete(errors);
        assertThat(served).as("still serves; standard error: %s", said).isTrue();
    }
}
