package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How the connections fell to the workers of a server, which a client may ask for instead of octets. */
final class Shares {
    /** What a client sends who wants to know. */
    static final String REQUEST = "workers";

    private static final Pattern LINE = Pattern.compile("worker \\d+: \\d+ connections?");
    private static final int TIMEOUT_MILLIS = 5_000;

    private Shares() {}

    /** A line for each worker, as {@code worker 0: 127 connections}. */
    static List<String> lines(List<Long> connections) {
        return IntStream.range(0, connections.size())
                .mapToObj(worker -> "worker " + worker + ": " + Words.count(connections.get(worker), "connection"))
                .toList();
    }

    /** Asks a server; empty if it has no number of workers, or does not know the question, as one of somebody else's. */
    static List<String> ask(InetSocketAddress server) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server, TIMEOUT_MILLIS);
            socket.getOutputStream().write((REQUEST + "\n").getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readNBytes(64 * 1024), StandardCharsets.US_ASCII);
            List<String> lines = new ArrayList<>();
            reply.lines().filter(line -> LINE.matcher(line).matches()).forEach(lines::add);
            return lines;
        } catch (IOException e) {
            return List.of(); // what the load has shown does not depend on it
        }
    }
}
