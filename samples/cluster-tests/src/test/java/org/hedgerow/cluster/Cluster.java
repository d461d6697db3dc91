package org.hedgerow.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HealthCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.images.builder.Transferable;

/**
 * The hosts of one test, in a network of their own: containers, which are removed after the test whatever came of it. A
 * test without an engine is skipped.
 */
final class Cluster implements BeforeEachCallback, AfterEachCallback {
    private static final String TABLE = "/etc/hedgerow/table.txt";
    private static final String HEALTH = "/etc/hedgerow/health";

    /** Several Javas start on a processor that clients want, too: what makes them start sooner counts, not what they reach. */
    private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final Duration HEALTH_PERIOD = Duration.ofSeconds(1);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean checkingHealth;
    private Engine engine;
    private Subnet network;

    /** Has table servers checked as the image says, and often; each check starts a Java, which other tests do without. */
    Cluster checkingHealth() {
        checkingHealth = true;
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        engine = Engine.of(test);
        network = Subnet.create(client(), engine.run().label());
        open.push(network);
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    /** Has the resource closed after the test, before the hosts are gone that are there now. */
    <T extends AutoCloseable> T closeLater(T resource) {
        open.push(resource);
        return resource;
    }

    DockerClient client() {
        return engine.client();
    }

    ScratchImage scratch() {
        return engine.scratch();
    }

    /** The address that this machine has in the network. */
    String gateway() {
        return network.gateway();
    }

    /** A table server with a table of these names, which serves by the protocol {@code line} or {@code dns}. */
    Node tableServer(String name, String wire, Names... names) {
        StringBuilder table = new StringBuilder();
        for (Names each : names) {
            table.append(each.table());
        }
        // Which of the names is asked for tells that it answers at all.
        String health = names[0].name(0) + "\n" + wire + "://127.0.0.1:" + Node.PORT + "\n--timeout\n2s\n";
        return program(
                name,
                engine.hedgerow(),
                List.of("ts", "" + Node.PORT, "--bind", "0.0.0.0", "--wire", wire, "--table", TABLE),
                Map.of(TABLE, table.toString(), HEALTH, health));
    }

    /** A table server of the line protocol that follows an etcd cluster. */
    Node etcdTableServer(String name, String endpoints) throws IOException {
        return program(
                name,
                engine.etcdProgram(),
                List.of("serve", "" + Node.PORT, "--bind", "0.0.0.0", "--endpoints", endpoints),
                Map.of());
    }

    /** A root server that speaks the line protocol to its clients, on a port that this machine reaches. */
    Node rootServer(String... arguments) {
        List<String> command = new ArrayList<>(List.of("rs", "" + Node.PORT, "--bind", "0.0.0.0"));
        command.addAll(List.of(arguments));
        return program("rs", engine.hedgerow(), command, Map.of());
    }

    private Node program(String name, String image, List<String> command, Map<String, String> files) {
        GenericContainer<?> container = container(image, command)
                .withExposedPorts(Node.PORT)
                .withCreateContainerCmdModifier(create -> create.withHealthcheck(
                        checkingHealth ? frequent() : new HealthCheck().withTest(List.of("NONE"))));
        files.forEach((path, text) -> container.withCopyToContainer(Transferable.of(text), path));
        return start(name, container, Wait.forLogMessage("READY .*\\n", 1));
    }

    /** The image's own check, more often. */
    private static HealthCheck frequent() {
        return new HealthCheck()
                .withInterval(HEALTH_PERIOD.toNanos())
                .withTimeout(TimeUnit.SECONDS.toNanos(3))
                .withRetries(2);
    }

    /** A host that runs any image. */
    Node host(String name, String image, List<String> command, WaitStrategy ready, Integer... ports) {
        return start(name, container(image, command).withExposedPorts(ports), ready);
    }

    private Node start(String name, GenericContainer<?> container, WaitStrategy ready) {
        String address = network.nextAddress();
        container
                .withNetworkAliases(name)
                .withCreateContainerCmdModifier(create -> create.withIpv4Address(address))
                .waitingFor(ready.withStartupTimeout(Node.LIMIT))
                .start();
        return new Node(client(), container, network, name, address);
    }

    /** Runs a command of the program in a container of its own to its end, which has to be a good one. */
    GenericContainer<?> run(List<String> command, Map<String, String> files) {
        GenericContainer<?> container = container(engine.hedgerow(), command)
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Node.LIMIT));
        files.forEach((path, text) -> container.withCopyToContainer(Transferable.of(text), path));
        container.start();
        return container;
    }

    private GenericContainer<?> container(String image, List<String> command) {
        return closeLater(new GenericContainer<>(image))
                .withNetwork(network)
                .withEnv("JDK_JAVA_OPTIONS", JAVA_OPTIONS)
                .withLabels(engine.run().label())
                .withCommand(command.toArray(String[]::new));
    }
}
