package org.hedgerow.cluster;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.containers.wait.strategy.Wait;

/** An etcd cluster, each member of which is a host. It is asked over its HTTP gateway, as curl would. */
final class EtcdMembers {
    private static final Path PROGRAM = Path.of("/usr/bin/etcd");
    private static final int CLIENT_PORT = 2379;
    private static final int PEER_PORT = 2380;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Node> members = new ArrayList<>();

    /** Starts so many members, and waits until they agree on a leader. */
    static EtcdMembers start(Cluster cluster, int count) throws Exception {
        if (!Files.isExecutable(PROGRAM)) {
            Engine.missing("etcd is missing: install the package etcd-server of Debian");
        }
        EtcdMembers etcd = new EtcdMembers();
        String all = IntStream.range(0, count)
                .mapToObj(i -> name(i) + "=" + url(name(i), PEER_PORT))
                .collect(Collectors.joining(","));
        for (int i = 0; i < count; i++) {
            etcd.members.add(cluster.host(
                    name(i),
                    cluster.scratch().of(PROGRAM),
                    arguments(name(i), all),
                    // The first is ready when the second is there.
                    Wait.forLogMessage(".*(added member|starting member).*\\n", 1),
                    CLIENT_PORT));
        }
        await("a leader").atMost(Node.LIMIT).ignoreExceptions().until(() -> etcd.leader() != null);
        return etcd;
    }

    private static List<String> arguments(String name, String all) {
        return List.of(
                "--name",
                name,
                "--data-dir",
                "/tmp/etcd",
                "--listen-client-urls",
                url("0.0.0.0", CLIENT_PORT),
                "--advertise-client-urls",
                url(name, CLIENT_PORT),
                "--listen-peer-urls",
                url("0.0.0.0", PEER_PORT),
                "--initial-advertise-peer-urls",
                url(name, PEER_PORT),
                "--initial-cluster",
                all);
    }

    private static String name(int number) {
        return "etcd" + number;
    }

    private static String url(String host, int port) {
        return "http://" + host + ":" + port;
    }

    /** Where hosts of the network reach the members, as programs are told it. */
    String endpoints() {
        return members.stream().map(each -> url(each.name(), CLIENT_PORT)).collect(Collectors.joining(","));
    }

    /** The member that leads the others. */
    Node leader() throws IOException, InterruptedException {
        for (Node each : members) {
            JsonObject status = post(each, "maintenance/status", "{}");
            if (status.get("leader").equals(status.getAsJsonObject("header").get("member_id"))) {
                return each;
            }
        }
        throw new IOException("nobody leads the cluster");
    }

    /** Kills a member, for good. */
    void kill(Node member) {
        member.kill();
        members.remove(member);
    }

    /** Puts a key through any member that is left, as soon as they agree on a leader again. */
    void put(String key, String value) {
        String body = "{\"key\":\"" + base64(key) + "\",\"value\":\"" + base64(value) + "\"}";
        await("a put of " + key)
                .atMost(Node.LIMIT)
                .ignoreExceptions()
                .until(() -> post(members.get(0), "kv/put", body).has("header"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonObject post(Node member, String call, String body) throws IOException, InterruptedException {
        InetSocketAddress address = member.published(CLIENT_PORT);
        URI uri = URI.create(url(address.getHostString(), address.getPort()) + "/v3/" + call);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(Node.LIMIT)
                .build();
        return JsonParser.parseString(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .getAsJsonObject();
    }
}
