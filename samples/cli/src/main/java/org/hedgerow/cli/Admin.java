package org.hedgerow.cli;

import java.io.IOException;
import java.util.List;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.server.AdminServer;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/** Tells by HTTP how a server fares, if that is wanted. */
final class Admin implements AutoCloseable {
    private final @Nullable AdminServer server;

    private Admin(@Nullable AdminServer server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param address null if it is not wanted
     * @param names what else requests may call this server
     * @throws CliException if the address cannot be had
     */
    static Admin start(
            @Nullable AdminAddress address,
            List<String> names,
            Role role,
            ResolverServer server,
            @Nullable FanOutResolver fanOut)
            throws CliException {
        if (address == null) {
            return new Admin(null);
        }
        AdminServer.Builder admin = AdminServer.builder()
                .listen(Addresses.of(address.host(), address.port()))
                .server(role.kind(), server);
        names.forEach(admin::host);
        if (fanOut != null) {
            admin.upstreams(fanOut::health);
        }
        ServedTables tables = role.tables();
        if (tables != null) {
            tables.parts().forEach(admin::table);
        }
        try {
            return new Admin(admin.start());
        } catch (IOException e) {
            throw new CliException("--admin: " + e.getMessage(), e);
        }
    }

    /** The role, with where this listens in what is said of it. */
    Role saidOf(Role role) {
        return server == null ? role : role.with("admin on " + Endpoint.text(server.address()));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
