package org.hedgerow.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.fanout.AliasFollower;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.line.LineFormat;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.WireFormat;
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
        customSynopsis = {
            "hedgerow rs [OPTIONS] <port> <tsHost> <tsPort> [<tsHost> <tsPort> ...]",
            "       hedgerow rs [OPTIONS] <port> <uri> [<uri> ...]"
        },
        description = {
            "Ask all table servers at once, relay the first answer, and say TIMED OUT when none comes in time; over DNS,"
                    + " SERVFAIL, and what table servers say does not exist.",
            "Table servers may come and go while it runs."
        })
final class RsCommand implements Callable<Integer> {
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    @Mixin
    private ServerOptions options;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "<tsHost> <tsPort>",
            hideParamSyntax = true,
            description = "Where the table servers are, any number of them; one that speaks DNS, and may be any DNS"
                    + " server, by its URI: dns://HOST[:PORT], over TCP only: dns+tcp://HOST[:PORT]. line://HOST:PORT is"
                    + " the same as the pair. IPv6 addresses have brackets in URIs.")
    private List<String> upstreams = List.of();

    @Mixin
    private BareOptions bare;

    @Option(
            names = "--fail-fast",
            description =
                    "Say TIMED OUT, or SERVFAIL, as soon as no table server can be reached that could know the name,"
                            + " instead of asking again those that cannot until the time is over.")
    private boolean failFast;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "partitioned",
            converter = PolicyConverter.class,
            completionCandidates = PolicyConverter.class,
            description =
                    "What it means that a table server has no such name. Where the tables differ (partitioned): that"
                            + " it does not exist if the server has the zone and nobody knows better within the grace, and"
                            + " nothing until all have spoken otherwise. Where they are alike (replicated): that it does not"
                            + " exist. best-effort is as partitioned, but takes any no within the grace, also while another"
                            + " server is down. Servers of the line protocol are silent instead. Default: ${DEFAULT-VALUE}.")
    private NegativePolicy policy = NegativePolicy.PARTITIONED;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "100ms",
            converter = DurationConverter.class,
            description = "How long a no waits for table servers that have not spoken; longer where tables split a zone"
                    + " and some are slow. Default: ${DEFAULT-VALUE}.")
    private Duration grace = Duration.ZERO;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CliException, IOException, InterruptedException {
        return options.serve(this::role, spec);
    }

    private Role role() {
        List<ServerUri> servers = upstreams();
        if (grace.compareTo(options.timeout()) >= 0) {
            throw new ParameterException(
                    spec.commandLine(), "expected a --grace below the time for an answer, which is over before it");
        }
        return new Role(
                "rs",
                Words.count(servers.size(), "upstream"),
                null,
                transport -> parts(transport, fanOut(transport, servers)));
    }

    private Role.Parts parts(Transport transport, FanOutResolver fanOut) {
        ResolverServer.Builder server = ResolverServer.builder()
                .transport(transport)
                .wire(options.wire().rootServer())
                .resolver(AliasFollower.of(fanOut))
                .serving(
                        ServingOptions.defaults().withTimeout(options.timeout()).withFailFast(failFast));
        return new Role.Parts(server, fanOut);
    }

    private FanOutResolver fanOut(Transport transport, List<ServerUri> servers) {
        LineFormat line = bare.line();
        FanOutResolver.Builder all = FanOutResolver.builder().policy(policy).grace(grace);
        if (!failFast) {
            all.askAgainAfter(ASK_AGAIN);
        }
        for (int i = 0; i < servers.size(); i++) {
            ServerUri server = servers.get(i);
            WireFormat wire = server.scheme().format(line, DnsFormat.standard());
            String name = "ts" + (i + 1) + " (" + server + ')';
            all.upstream(name, LateUpstream.of(transport, wire, server.host(), server::address));
        }
        return all.build();
    }

    private List<ServerUri> upstreams() {
        try {
            return Upstreams.parse(upstreams);
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
