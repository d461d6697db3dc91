package org.hedgerow.samples.concurrency;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Names the designs, and the programs that show the edges. */
@Command(name = "list", description = "Name the designs, and the programs that show what happens at the edges.")
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (CommandLine each : spec.root().subcommands().values()) {
            CommandSpec design = each.getCommandSpec();
            if (design.userObject() instanceof Design && !design.usageMessage().hidden()) {
                String what = String.join(" ", design.usageMessage().description());
                out.println(String.format(Locale.ROOT, "%-24s%s", design.name(), what));
            }
        }
        out.flush();
    }
}
