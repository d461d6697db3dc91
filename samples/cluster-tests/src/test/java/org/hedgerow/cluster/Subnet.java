package org.hedgerow.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.model.Network.Ipam;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.containers.Network;

/**
 * A network of a test's own, in which each host has an address for good. A root server asks a table server at the address
 * that its name had at first, and the engine may give another one to a container that comes back.
 */
final class Subnet implements Network {
    private static final int FIRST_HOST = 10;

    private final DockerClient engine;
    private final String id;
    private final Ipam.Config addresses;
    private int hosts;

    private Subnet(DockerClient engine, String id, Ipam.Config addresses) {
        this.engine = engine;
        this.id = id;
        this.addresses = addresses;
    }

    static Subnet create(DockerClient engine, Map<String, String> labels) {
        // The engine knows which addresses are free, but fixes those of hosts only where it was told the network's.
        String probe = command(engine, labels).exec().getId();
        Ipam.Config free = engine.inspectNetworkCmd()
                .withNetworkId(probe)
                .exec()
                .getIpam()
                .getConfig()
                .get(0);
        engine.removeNetworkCmd(probe).exec();
        Ipam.Config addresses = new Ipam.Config().withSubnet(free.getSubnet()).withGateway(free.getGateway());
        String id = command(engine, labels)
                .withIpam(new Ipam().withConfig(addresses))
                .exec()
                .getId();
        return new Subnet(engine, id, addresses);
    }

    private static CreateNetworkCmd command(DockerClient engine, Map<String, String> labels) {
        return engine.createNetworkCmd()
                .withName("hedgerow-" + UUID.randomUUID())
                .withLabels(labels);
    }

    @Override
    public String getId() {
        return id;
    }

    /** The address that this machine has in the network. */
    String gateway() {
        return addresses.getGateway();
    }

    /** An address that no other host has. */
    synchronized String nextAddress() {
        String gateway = gateway();
        return gateway.substring(0, gateway.lastIndexOf('.') + 1) + (FIRST_HOST + hosts++);
    }

    @Override
    public void close() {
        engine.removeNetworkCmd(id).exec();
    }
}
