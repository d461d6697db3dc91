package org.hedgerow.samples.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.DeleteOption;
import java.io.IOException;
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

/** Removes a name from the cluster. */
@Command(name = "rm", description = "Remove a name from the cluster, and say how many keys are gone.")
final class RmCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", converter = ToName.class, description = "The name.")
    private DomainName name = DomainName.ROOT;

    @Option(names = "--beneath", description = "Remove all names beneath it, instead of the name itself.")
    private boolean beneath;

    @Mixin
    private ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        EtcdOptions options = cluster.options();
        String key = key(options);
        long gone;
        try (Client client = options.access().connect()) {
            DeleteOption option = DeleteOption.builder().isPrefix(beneath).build();
            gone = EtcdFailure.await(
                            client.getKVClient().delete(EtcdAccess.bytes(key), option),
                            options.access().timeout())
                    .getDeleted();
        } catch (IOException e) {
            throw new IOException(options.access().name() + ": " + e.getMessage(), e);
        }
        if (gone == 0) {
            throw new IOException("no such key: " + key);
        }
        spec.commandLine().getOut().println("removed " + gone + (gone == 1 ? " key" : " keys"));
        return ExitCode.OK;
    }

    private String key(EtcdOptions options) {
        try {
            return options.keys().keyOf(name) + (beneath ? "/" : "");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
