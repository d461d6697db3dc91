package org.hedgerow.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.List;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.processes.Activation;
import org.hedgerow.server.processes.LifeLine;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What the two kinds of server have in common: where and how they listen, and who starts them. */
final class ServerOptions {
    @Parameters(
            index = "0",
            paramLabel = "<port>",
            converter = Ports.ToListenOn.class,
            description = "The port to listen on; 0 takes a free one. Where standard input is a TCP socket (inetd,"
                    + " systemd), that is served whatever the port, and - may stand in its place.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; 0.0.0.0 is all IPv4 addresses, :: those of IPv6 as well; default:"
                    + " ${DEFAULT-VALUE}.")
    private String bind = "";

    @Mixin
    private ServedWireOptions wire;

    @Mixin
    private TimeoutOption timeout;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "How long no byte may move until a connection is closed; default: ${DEFAULT-VALUE}.")
    private Duration idle = Duration.ZERO;

    @Option(
            names = "--reset",
            description = "Close idle connections, and those of clients that break the rules, by a reset (RST), which"
                    + " leaves no TIME_WAIT here.")
    private boolean reset;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            converter = AdminAddress.Converter.class,
            description =
                    "Tell how the server fares by HTTP on that address, under /health and /metrics; port 0 takes a"
                            + " free one.")
    private @Nullable AdminAddress admin;

    @Option(
            names = "--admin-host",
            paramLabel = "NAME",
            description =
                    "One more name that requests to --admin may have in Host, besides that of its address, localhost"
                            + " and addresses.")
    private List<String> adminNames = List.of();

    @Mixin
    private ConcurrencyOptions concurrency;

    @Option(
            names = "--processes",
            paramLabel = "N",
            converter = ConcurrencyOptions.ToCount.class,
            description = "Serve by so many processes that share the port, and start those again that end.")
    private @Nullable Integer processes;

    @Option(
            names = "--supervised",
            paramLabel = "PORT",
            hidden = true,
            converter = Ports.ToConnectTo.class,
            description = "Be one of several processes that share this port, until standard input ends.")
    private @Nullable Integer supervised;

    /** What it speaks, and how. */
    ServedWireOptions wire() {
        return wire;
    }

    Duration timeout() {
        return timeout.timeout(wire.wire());
    }

    /** Makes the role and serves, until the process is told to end, or the one connection that it was given is closed. */
    int serve(Role.Making making, CommandSpec command) throws CliException, IOException, InterruptedException {
        wire.check(command.commandLine());
        if (admin != null && processes != null) {
            throw new ParameterException(
                    command.commandLine(), "--admin tells of one process, and --processes makes several");
        }
        // Before anything else: a table may be long, and signals come when they come.
        try (Orders orders = Orders.take()) {
            if (supervised == null && processes != null) {
                making.make().close(); // each process reads its table for itself, but a bad one is told once
                return new CrewOfProcesses(processes, wire.wire(), command).serve(address(port), timeout(), orders);
            }
            try (Role role = making.make()) {
                orders.onReload(role.reload());
                if (supervised != null) {
                    LifeLine.follow(System.in, orders::reload, () -> System.exit(ExitCode.OK));
                }
                return serve(role, command, orders);
            }
        }
    }

    private int serve(Role role, CommandSpec command, Orders orders)
            throws CliException, IOException, InterruptedException {
        try (Transport transport = concurrency.open()) {
            // Not before the transport has made its choice of selector.
            Activation given = supervised == null ? Activation.inherited() : Activation.NONE;
            if (given.kind() == Activation.Kind.GONE) {
                return ExitCode.OK;
            }
            Role.Parts parts = role.making().apply(transport);
            ResolverServer.Builder server = parts.server().listening(listening());
            NetworkChannel channel = given.channel();
            if (channel != null) {
                server.adopt(channel);
            } else {
                server.listen(address(supervised == null ? port : supervised));
            }
            ResolverServer built = server.build();
            Admin telling = Admin.start(admin, adminNames, role, built, parts.fanOut());
            try {
                FanOutResolver fanOut = parts.fanOut();
                Runnable started = fanOut == null ? () -> {} : () -> fanOut.checkForLoops(transport.lane());
                ServerProcess process = new ServerProcess(
                        telling.saidOf(role),
                        wire.wire(),
                        built,
                        transport,
                        command.commandLine().getOut());
                process.run(orders, given.kind() == Activation.Kind.CONNECTION, started);
            } finally {
                telling.close();
            }
        }
        return ExitCode.OK;
    }

    private InetSocketAddress address(int port) throws CliException {
        if (port == Ports.INHERITED) {
            throw new CliException("standard input is no TCP socket, expected a port instead of -");
        }
        return Addresses.of(bind, port);
    }

    private ListenOptions listening() {
        return ListenOptions.defaults()
                .withIdleTimeout(idle)
                .withReset(reset)
                .withReusePort(supervised != null)
                .withIpv4Only(true);
    }
}
