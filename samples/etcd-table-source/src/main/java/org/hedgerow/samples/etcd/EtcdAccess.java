package org.hedgerow.samples.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster is, and who asks.
 *
 * @param endpoints of its members, {@code http} or {@code https}; at least one
 * @param user who asks; null where the cluster wants no user
 * @param password of that user
 * @param authority the file with the certificates of those who vouch for the members (PEM); null for the JDK's
 * @param timeout how long a connection and an answer are waited for
 */
record EtcdAccess(
        List<URI> endpoints,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path authority,
        Duration timeout) {
    private static final Duration KEEPALIVE = Duration.ofSeconds(10); // members refuse what is below five
    private static final int MAX_MESSAGE_OCTETS = 256 << 20; // a watch that has fallen behind gets a lot at once

    EtcdAccess {
        endpoints = List.copyOf(endpoints);
    }

    /** Without a user, by certificates that the JDK knows, waiting for five seconds. */
    static EtcdAccess to(List<URI> endpoints) {
        return new EtcdAccess(endpoints, null, null, null, Duration.ofSeconds(5));
    }

    EtcdAccess withTimeout(Duration other) {
        return new EtcdAccess(endpoints, user, password, authority, other);
    }

    /** The same, with another member to begin with: the one behind the first. */
    EtcdAccess rotated() {
        List<URI> others = new ArrayList<>(endpoints);
        Collections.rotate(others, -1);
        return new EtcdAccess(others, user, password, authority, timeout);
    }

    /**
     * A client, which its user closes. Does not connect.
     *
     * @throws IOException if the file of certificates cannot be read
     */
    Client connect() throws IOException {
        ClientBuilder client = Client.builder()
                .endpoints(endpoints)
                .connectTimeout(timeout)
                .keepaliveTime(KEEPALIVE)
                .keepaliveTimeout(timeout)
                .waitForReady(false)
                .retryMaxAttempts(1)
                .maxInboundMessageSize(MAX_MESSAGE_OCTETS);
        if (user != null && password != null) {
            client.user(bytes(user)).password(bytes(password));
        }
        if (endpoints.get(0).getScheme().equals("https")) {
            client.sslContext(tls());
        }
        return client.build();
    }

    private SslContext tls() throws IOException {
        try {
            SslContextBuilder tls = GrpcSslContexts.forClient();
            return (authority == null ? tls : tls.trustManager(authority.toFile())).build();
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot read the certificates of " + authority + ": " + e.getMessage(), e);
        }
    }

    /** As logs and errors have it: where it is. */
    String name() {
        return "etcd "
                + String.join(",", endpoints.stream().map(URI::getAuthority).toList());
    }

    static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }
}
