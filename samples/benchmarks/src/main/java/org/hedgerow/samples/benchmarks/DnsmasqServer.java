package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** dnsmasq: answers from a hosts file, or asks all its upstreams at once where there are some. */
final class DnsmasqServer implements Server {
    private static final String IN_FLIGHT = "10000"; // more than a load ever has, so that this is no limit

    @Override
    public String name() {
        return "dnsmasq";
    }

    @Override
    public Optional<String> missing() {
        return Program.DNSMASQ.missing();
    }

    @Override
    public List<String> command(Setting setting) throws ContenderException {
        List<String> command = new ArrayList<>(List.of(
                Program.DNSMASQ.path(),
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--pid-file=",
                "--log-facility=-",
                "--user=" + System.getProperty("user.name"),
                "--no-resolv",
                "--no-hosts",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--port=" + setting.port()));
        if (setting.upstreams().isEmpty()) {
            command.add("--addn-hosts=" + setting.names().hosts());
            command.add("--local=/" + Names.APEX + "/");
        } else {
            command.addAll(List.of("--all-servers", "--cache-size=0", "--dns-forward-max=" + IN_FLIGHT));
            setting.upstreams().forEach(port -> command.add("--server=127.0.0.1#" + port));
        }
        return command;
    }
}
