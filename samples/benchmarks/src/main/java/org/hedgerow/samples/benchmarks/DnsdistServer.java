package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * dnsdist, a load balancer: one listener, its upstreams in one pool with the usual way to balance, no cache. Each question
 * goes to one upstream only.
 */
final class DnsdistServer implements Server {
    @Override
    public String name() {
        return "dnsdist";
    }

    @Override
    public Optional<String> missing() {
        return Program.DNSDIST.missing();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException, IOException {
        String upstreams = setting.upstreams().stream()
                .map(port -> "newServer({address=\"127.0.0.1:%d\", checkName=\"%s.\", checkType=\"SOA\"})%n"
                        .formatted(port, Names.APEX))
                .collect(Collectors.joining());
        Path configuration = Files.writeString(
                setting.directory().resolve("dnsdist.conf"), """
                setSecurityPollSuffix("")
                setACL({"127.0.0.0/8"})
                setLocal("127.0.0.1:%d")
                %s""".formatted(setting.port(), upstreams));
        return List.of(Program.DNSDIST.path(), "--supervised", "--config", configuration.toString());
    }
}
