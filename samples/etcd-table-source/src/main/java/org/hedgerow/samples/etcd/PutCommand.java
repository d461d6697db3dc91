package org.hedgerow.samples.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.PutOption;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hedgerow.record.DomainName;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a name, or what it has, into the cluster. */
@Command(
        name = "put",
        description = {
            "Put a name into the cluster, or something else for it, and print the key and its value.",
            "A name that has several hosts has a name of its own for each of them below it: x1.www.example.com,"
                    + " x2.www.example.com."
        })
final class PutCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", converter = ToName.class, description = "The name.")
    private DomainName name = DomainName.ROOT;

    @Parameters(
            index = "1",
            paramLabel = "HOST",
            arity = "0..1",
            defaultValue = "",
            description = "Its address, IPv4 or IPv6, or the name that it is an alias of.")
    private String host = "";

    @Option(names = "--ttl", paramLabel = "SECONDS", description = "How long others may keep it; default: 300.")
    private int ttl;

    @Option(names = "--port", paramLabel = "N", description = "The port of a service there (SRV).")
    private int port;

    @Option(names = "--priority", paramLabel = "N", description = "The lower, the sooner (SRV, MX); default: 10.")
    private int priority;

    @Option(names = "--weight", paramLabel = "N", description = "Its share of its priority (SRV); default: 100.")
    private int weight;

    @Option(names = "--mail", description = "The host takes mail (MX).")
    private boolean mail;

    @Option(names = "--text", paramLabel = "TEXT", defaultValue = "", description = "Text (TXT).")
    private String text = "";

    @Option(names = "--group", paramLabel = "NAME", defaultValue = "", description = "Answers have one group only.")
    private String group = "";

    @Option(names = "--targetstrip", paramLabel = "N", description = "Labels to leave out of a target (SRV, MX).")
    private int targetStrip;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description = "Have the cluster forget it after so long, unless it is put again.")
    private long lease;

    @Mixin
    private ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        EtcdOptions options = cluster.options();
        String key = key(options);
        String value = value();
        Duration timeout = options.access().timeout();
        try (Client client = options.access().connect()) {
            PutOption.Builder option = PutOption.builder();
            if (lease > 0) {
                option.withLeaseId(EtcdFailure.await(client.getLeaseClient().grant(lease), timeout)
                        .getID());
            }
            EtcdFailure.await(
                    client.getKVClient().put(EtcdAccess.bytes(key), EtcdAccess.bytes(value), option.build()), timeout);
        } catch (IOException e) {
            throw new IOException(options.access().name() + ": " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println(key + ' ' + value);
        return ExitCode.OK;
    }

    private String key(EtcdOptions options) {
        try {
            return options.keys().keyOf(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Written, and read again, so that nothing goes in that does not come out. */
    private String value() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put(Service.PORT, port);
        numbers.put(Service.PRIORITY, priority);
        numbers.put(Service.WEIGHT, weight);
        numbers.put(Service.TTL, ttl);
        numbers.put(Service.TARGET_STRIP, targetStrip);
        try {
            if (lease < 0) {
                throw new IllegalArgumentException("expected a lease of at least a second, found \"" + lease + '"');
            }
            String value = ServiceJson.write(new Service(host, text, group, mail, numbers));
            ServiceJson.read(value);
            return value;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
