package org.hedgerow.cli;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hedgerow.FanOutResolver;
import org.hedgerow.Resolver;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.LineFormat;
import org.hedgerow.wire.ServingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A root server: asks all table servers at once and relays the first answer. */
@Command(
        name = "rs",
        customSynopsis = "hedgerow rs [OPTIONS] <port> <tsHost> <tsPort> [<tsHost> <tsPort> ...]",
        description = {
            "Ask all table servers at once, relay the first answer, and say TIMED OUT when none comes in time.",
            "Table servers may come and go while it runs."
        })
final class RsCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions options;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "<tsHost> <tsPort>",
            hideParamSyntax = true,
            description = "Where the table servers are, any number of them.")
    private List<String> upstreams = List.of();

    @Option(
            names = "--bare",
            description = "The table servers understand bare names only, without a line end, and take one connection.")
    private boolean bare;

    @Option(
            names = "--bare-gap",
            paramLabel = "TIME",
            defaultValue = "50ms",
            converter = DurationConverter.class,
            description =
                    "With --bare: how long the next name waits for an answer to the one before, so that each arrives"
                            + " alone; longer for slow table servers; default: ${DEFAULT-VALUE}.")
    private Duration bareGap = Duration.ZERO;

    @Option(
            names = "--fail-fast",
            description = "Say TIMED OUT at once when no table server can be reached, not only when the time is over.")
    private boolean failFast;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        return options.serve(this::role, spec);
    }

    private Role role() throws CliException {
        List<SocketAddress> servers = upstreamAddresses();
        return new Role(
                "rs",
                Words.count(servers.size(), "upstream"),
                Reload.nothing(),
                transport -> ResolverServer.builder()
                        .transport(transport)
                        .wire(LineFormat.standard())
                        .resolver(fanOut(transport, servers))
                        .serving(ServingOptions.defaults()
                                .withTimeout(options.timeout())
                                .withFailFast(failFast)));
    }

    private Resolver fanOut(Transport transport, List<SocketAddress> servers) {
        LineFormat wire = bare ? LineFormat.standard().bare().withBareGap(bareGap) : LineFormat.standard();
        FanOutResolver.Builder all = FanOutResolver.builder();
        for (int i = 0; i < servers.size(); i++) {
            all.upstream("ts" + (i + 1), RemoteResolver.of(transport, wire, servers.get(i)));
        }
        return all.build();
    }

    private List<SocketAddress> upstreamAddresses() throws CliException {
        if (upstreams.size() % 2 != 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected pairs of <tsHost> <tsPort>, found \"" + String.join(" ", upstreams) + '"');
        }
        List<SocketAddress> addresses = new ArrayList<>();
        for (int i = 0; i < upstreams.size(); i += 2) {
            addresses.add(Addresses.of(upstreams.get(i), port(upstreams.get(i + 1))));
        }
        return addresses;
    }

    private int port(String text) {
        try {
            return Ports.parse(text, 1);
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for <tsPort>: " + e.getMessage(), e);
        }
    }
}
