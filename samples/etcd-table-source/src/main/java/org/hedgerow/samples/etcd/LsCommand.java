package org.hedgerow.samples.etcd;

import io.etcd.jetcd.Client;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.hedgerow.record.DomainName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the names in the cluster. */
@Command(
        name = "ls",
        description = {
            "Print the names in the cluster, or a name and those beneath it, and what they have, one a line.",
            "Keys that say nothing are told on standard error; table servers leave them out."
        })
final class LsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", converter = ToName.class, description = "The name.")
    private @Nullable DomainName name;

    @Mixin
    private ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        EtcdOptions options = cluster.options();
        ServiceKeys keys = options.keys();
        String begin = begin(keys);
        try (Client client = options.access().connect()) {
            Pages.read(client.getKVClient(), options, begin, (key, value) -> {
                if (name == null || key.equals(begin) || key.startsWith(begin + '/')) {
                    print(keys, key, value);
                }
            });
        } catch (IOException e) {
            throw new IOException(options.access().name() + ": " + e.getMessage(), e);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private String begin(ServiceKeys keys) {
        try {
            return name == null ? keys.all() : keys.keyOf(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(ServiceKeys keys, String key, String value) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            DomainName found = keys.nameOf(key);
            ServiceJson.read(value);
            out.println(found + " " + value);
        } catch (IllegalArgumentException e) {
            out.flush();
            ErrorLines.tell(spec.commandLine().getErr(), key + ": " + e.getMessage());
        }
    }
}
