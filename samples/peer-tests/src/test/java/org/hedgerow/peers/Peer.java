package org.hedgerow.peers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.xbill.DNS.Type;

/** A server of others, run in the foreground as a child process until it is closed. */
final class Peer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final InetSocketAddress address;

    private Peer(Process process, Path log, InetSocketAddress address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** Starts the server, which is configured to be at that address, and waits until it says something of the name. */
    static Peer start(List<String> command, InetSocketAddress address, String name, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        Peer peer = new Peer(process, log, address);
        try {
            await("answers of " + command)
                    .atMost(LIMIT)
                    .until(() -> !process.isAlive() || PlainClient.answers(address, name, Type.SOA));
            if (!process.isAlive()) {
                throw new IOException(command + " has ended: " + Files.readString(log));
            }
            return peer;
        } catch (ConditionTimeoutException e) {
            peer.close();
            throw new IOException(command + " does not answer: " + Files.readString(log), e);
        } catch (RuntimeException | IOException e) {
            peer.close();
            throw e;
        }
    }

    /** A loopback address whose port was free for datagrams and streams a moment ago. */
    static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (true) {
            try (ServerSocket streams = new ServerSocket(0, 1, loopback);
                    DatagramSocket datagrams = new DatagramSocket(streams.getLocalPort(), loopback)) {
                return new InetSocketAddress(loopback, datagrams.getLocalPort());
            } catch (BindException taken) {
                // by somebody's datagrams: another one
            }
        }
    }

    InetSocketAddress address() {
        return address;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        // Both have children of their own, which go with them on SIGTERM.
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
