package org.hedgerow.samples.etcd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of etcd, of one member or more, as processes on free ports of the loopback address. */
final class Etcd implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LOOPBACK = "http://127.0.0.1:";

    private final Path directory;
    private final List<Integer> clientPorts;
    private final List<Integer> peerPorts;
    private final List<Process> members = new ArrayList<>();

    private Etcd(Path directory, List<Integer> ports) {
        this.directory = directory;
        this.clientPorts = ports.subList(0, ports.size() / 2);
        this.peerPorts = ports.subList(ports.size() / 2, ports.size());
    }

    /** Starts a cluster; skips the test if etcd is missing, or fails it where programs must be there. */
    static Etcd start(Path directory, int members) throws IOException {
        program();
        Etcd etcd = new Etcd(directory, freePorts(2 * members));
        try {
            for (int i = 0; i < members; i++) {
                etcd.members.add(etcd.run(i));
            }
            for (int i = 0; i < members; i++) {
                etcd.awaitHealth(i);
            }
            return etcd;
        } catch (IOException | RuntimeException | Error e) {
            etcd.close();
            throw e;
        }
    }

    List<URI> endpoints() {
        return clientPorts.stream().map(port -> URI.create(LOOPBACK + port)).toList();
    }

    /** As the command line has them. */
    String endpointsText() {
        return endpoints().stream().map(URI::toString).collect(Collectors.joining(","));
    }

    /** SIGKILL. */
    void kill(int member) throws InterruptedException {
        members.get(member).destroyForcibly().waitFor();
    }

    /** Starts a member again on what it has. */
    void restart(int member) throws IOException {
        members.set(member, run(member));
        awaitHealth(member);
    }

    /** Has it neither answer nor end, or go on. */
    void signal(int member, String name) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "sh",
                        "-c",
                        "kill -s " + name + " " + members.get(member).pid())
                .start()
                .waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private Process run(int member) throws IOException {
        String client = LOOPBACK + clientPorts.get(member);
        String peer = LOOPBACK + peerPorts.get(member);
        String cluster = IntStream.range(0, peerPorts.size())
                .mapToObj(i -> "m" + i + "=" + LOOPBACK + peerPorts.get(i))
                .collect(Collectors.joining(","));
        Path log = directory.resolve("etcd-" + member + ".log");
        return new ProcessBuilder(
                        program(),
                        "--name=m" + member,
                        "--data-dir=" + directory.resolve("etcd-" + member),
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=" + cluster,
                        "--initial-cluster-state=new",
                        "--heartbeat-interval=50",
                        "--election-timeout=500")
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitHealth(int member) {
        await("health of etcd").atMost(LIMIT).ignoreExceptions().until(() -> {
            HttpURLConnection health = (HttpURLConnection)
                    endpoints().get(member).resolve("/health").toURL().openConnection();
            try {
                return new String(health.getInputStream().readAllBytes()).contains("\"true\"");
            } finally {
                health.disconnect();
            }
        });
    }

    private static String program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(each -> Path.of(each, "etcd"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> {
                    String missing = "etcd is missing: install the package etcd-server of Debian";
                    return Boolean.getBoolean("hedgerow.peers.required") ? fail(missing) : abort(missing);
                });
    }

    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket each : sockets) {
                each.close();
            }
        }
    }

    @Override
    public void close() {
        members.forEach(each -> each.destroyForcibly().onExit().join());
    }
}
