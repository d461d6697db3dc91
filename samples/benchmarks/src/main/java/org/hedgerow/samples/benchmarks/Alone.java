package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A server that knows the names itself, though the others of its suite have upstreams.
 *
 * @param server which
 */
record Alone(Server server) implements Server {
    @Override
    public String name() {
        return server.name() + " alone";
    }

    @Override
    public Optional<String> missing() {
        return server.missing();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException, IOException, InterruptedException {
        return server.command(new Setting(setting.directory(), setting.port(), setting.names(), List.of()));
    }
}
