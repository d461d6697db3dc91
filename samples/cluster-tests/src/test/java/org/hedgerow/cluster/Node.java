package org.hedgerow.cluster;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;

/** A host of a cluster: one container that serves, and what can happen to it. */
final class Node {
    static final int PORT = 5000;
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Pattern READY = Pattern.compile("(?m)^READY ");

    private final DockerClient engine;
    private final GenericContainer<?> container;
    private final Subnet network;
    private final String name;
    private final String address;

    Node(DockerClient engine, GenericContainer<?> container, Subnet network, String name, String address) {
        this.engine = engine;
        this.container = container;
        this.network = network;
        this.name = name;
        this.address = address;
    }

    /** Its name in the network. */
    String name() {
        return name;
    }

    /** Its address in the network, which stays. */
    String address() {
        return address;
    }

    String id() {
        return container.getContainerId();
    }

    String log() {
        return container.getLogs();
    }

    GenericContainer<?> container() {
        return container;
    }

    /**
     * Where this machine reaches a port of it. The port is another one each time that the container starts.
     *
     * @throws IllegalStateException if it does not run
     */
    InetSocketAddress published(int port) {
        Ports.Binding[] bindings =
                inspect().getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(port));
        if (bindings == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return new InetSocketAddress(container.getHost(), Integer.parseInt(bindings[0].getHostPortSpec()));
    }

    /** Where this machine reaches its server. */
    InetSocketAddress published() {
        return published(PORT);
    }

    /** Holds all of its processes, so that it keeps its connections and says nothing. */
    void pause() {
        engine.pauseContainerCmd(id()).exec();
    }

    void unpause() {
        engine.unpauseContainerCmd(id()).exec();
    }

    /** Ends its process without a warning. */
    void kill() {
        engine.killContainerCmd(id()).exec();
    }

    /** Ends its process in good order. */
    void stop() {
        engine.stopContainerCmd(id()).exec();
    }

    /** Starts it again, and waits until it serves. */
    void start() {
        long before = timesReady();
        engine.startContainerCmd(id()).exec();
        await(name + " to be ready").atMost(LIMIT).until(() -> timesReady() > before);
    }

    /** Stops or continues its process alone, while others can run in the container. */
    void signal(String signal) {
        engine.killContainerCmd(id()).withSignal(signal).exec();
    }

    /** Pulls its plug. */
    void disconnect() {
        engine.disconnectFromNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(id())
                .exec();
    }

    /** Plugs it in again, where it was. */
    void reconnect() {
        engine.connectToNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(id())
                .withContainerNetwork(new ContainerNetwork()
                        .withAliases(name)
                        .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address)))
                .exec();
    }

    /** What its health check says: {@code starting}, {@code healthy} or {@code unhealthy}. */
    String health() {
        return inspect().getState().getHealth().getStatus();
    }

    /** What its process said when it ended. */
    long exitCode() {
        return inspect().getState().getExitCodeLong();
    }

    /** Its first process, as this machine sees it. */
    long pid() {
        return inspect().getState().getPidLong();
    }

    private InspectContainerResponse inspect() {
        return engine.inspectContainerCmd(id()).exec();
    }

    private long timesReady() {
        return READY.matcher(log()).results().count();
    }
}
