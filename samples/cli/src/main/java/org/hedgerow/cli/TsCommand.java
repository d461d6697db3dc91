package org.hedgerow.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.tables.TableFileException;
import org.hedgerow.table.TableResolver;
import org.hedgerow.wire.ServingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A table server: answers the names that its table has; of the others it says nothing, or over DNS that it has none. */
@Command(
        name = "ts",
        description = {
            "Serve a table: answer the names that it has, and say nothing to the others; over DNS, that there is no such"
                    + " name or type.",
            "A line of the table is \"Name IPaddress [Type]\" or \"Name [TTL] Type Value...\"; # begins a comment. SIGHUP"
                    + " reads it again."
        })
final class TsCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions options;

    @Mixin
    private TableOptions tables;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        return options.serve(this::role, spec);
    }

    private Role role() throws CliException, TableFileException {
        ServedTables served = tables.open(spec.commandLine());
        return new Role(
                "ts",
                Words.count(served.source().current().size(), "record"),
                served,
                transport -> new Role.Parts(
                        ResolverServer.builder()
                                .transport(transport)
                                .wire(options.wire().tableServer())
                                .serving(ServingOptions.defaults().withTimeout(options.timeout()))
                                .resolver(TableResolver.of(served.source())),
                        null));
    }
}
