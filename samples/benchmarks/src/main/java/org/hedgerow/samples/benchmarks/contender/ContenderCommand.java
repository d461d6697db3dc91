package org.hedgerow.samples.benchmarks.contender;

import picocli.CommandLine.Command;

/** What suites start as a process: a server on 127.0.0.1 that says READY when it serves, and runs until it is killed. */
@Command(
        name = "contender",
        hidden = true,
        subcommands = {
            NettyUdp.class,
            NettyResolver.class,
            DnsjavaUdp.class,
            DnsjavaExtended.class,
            LineSelector.class,
            LineVirtual.class
        })
public final class ContenderCommand {
    /** For picocli. */
    public ContenderCommand() {}
}
