package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.wait.strategy.Wait;

/** A program of this system in an image from scratch: etcd, of Debian's package etcd-server. */
class ScratchImageIT {
    private static final Path ETCD = Path.of("/usr/bin/etcd");
    private static final int CLIENT_PORT = 2379;

    @RegisterExtension
    final Cluster cluster = new Cluster();

    @Test
    void aProgramRunsWithItsLibrariesAlone() throws Exception {
        if (!Files.isExecutable(ETCD)) {
            Engine.missing("etcd is missing: install the package etcd-server of Debian");
        }
        String client = "http://0.0.0.0:" + CLIENT_PORT;
        Node etcd = cluster.host(
                "etcd",
                cluster.scratch().of(ETCD),
                List.of("--data-dir", "/tmp/etcd", "--listen-client-urls", client, "--advertise-client-urls", client),
                Wait.forLogMessage(".*ready to serve client requests.*\\n", 1),
                CLIENT_PORT);
        assertThat(cluster.scratch().of(ETCD)).isEqualTo(etcd.container().getDockerImageName());
        InetSocketAddress address = etcd.published(CLIENT_PORT);
        HttpResponse<String> health = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://" + address.getHostString() + ":" + address.getPort() + "/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(health.body()).contains("\"health\":\"true\"");
    }
}
