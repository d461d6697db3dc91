package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that asks and ends, for a bounded time. */
final class Tool {
    private static final int LIMIT_SECONDS = 100;

    private Tool() {}

    /**
     * What a program has left.
     *
     * @param text what it wrote, errors included
     */
    record Output(int exit, String text) {
        /** The text, if the program has ended well. */
        String ofSuccess() {
            assertThat(exit).as(text).isZero();
            return text;
        }

        /** The lines that are no comments. */
        List<String> lines() {
            return ofSuccess()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(";"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .toList();
        }
    }

    /** {@code dig @server options}: one try, since on loopback nothing is lost. */
    static Output dig(SocketAddress server, String... options) throws Exception {
        List<String> command = at(Program.DIG, server);
        command.addAll(List.of("+tries=1", "+timeout=20"));
        command.addAll(List.of(options));
        return run(command);
    }

    /** {@code kdig @server options}. */
    static Output kdig(SocketAddress server, String... options) throws Exception {
        List<String> command = at(Program.KDIG, server);
        command.addAll(List.of("+retry=0", "+timeout=20"));
        command.addAll(List.of(options));
        return run(command);
    }

    /** {@code dnsperf} with the queries of a file. */
    static Output dnsperf(SocketAddress server, Path queries, String... options) throws Exception {
        InetSocketAddress address = (InetSocketAddress) server;
        List<String> command = new ArrayList<>(List.of(Program.DNSPERF.path(), "-s", host(address)));
        command.addAll(List.of("-p", String.valueOf(address.getPort()), "-d", queries.toString(), "-W"));
        command.addAll(List.of(options));
        return run(command);
    }

    private static List<String> at(Program program, SocketAddress server) {
        InetSocketAddress address = (InetSocketAddress) server;
        return new ArrayList<>(List.of(program.path(), "@" + host(address), "-p", String.valueOf(address.getPort())));
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress().getHostAddress();
    }

    /** Any command. */
    static Output run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output);
            assertThat(ended).as("%s is over in time: %s", command, text).isTrue();
            return new Output(process.exitValue(), text);
        } finally {
            Files.delete(output);
        }
    }
}
