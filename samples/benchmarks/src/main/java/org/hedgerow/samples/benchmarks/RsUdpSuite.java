package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Root servers asked by DNS over UDP, with instances of NSD behind them. */
@Command(
        name = "rs-udp",
        description =
                "Servers that ask several others, all at once but for dnsdist, which is the reference and asks one;"
                        + " DNS over UDP. Behind each are instances of NSD.")
final class RsUdpSuite implements Callable<Integer> {
    private static final int MOST_UPSTREAMS = 64;

    @Option(
            names = "--window",
            split = ",",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many questions are in flight; default: ${DEFAULT-VALUE}.")
    private List<Integer> windows = List.of();

    @Option(
            names = "--upstreams",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many servers are behind each; default: ${DEFAULT-VALUE}.")
    private int upstreams;

    @Mixin
    private SuiteOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.between("--upstreams", upstreams, 1, MOST_UPSTREAMS);
        return new LoadSuite(options)
                .versions(Program.DNSDIST, Program.DNSMASQ, Program.NSD, Program.CC)
                .fact("upstreams", upstreams + " x NSD")
                .run(Load.udp(windows), this::servers, workshop -> Collections.nCopies(upstreams, new NsdServer()));
    }

    private List<Server> servers(Workshop workshop) {
        List<Server> servers = new ArrayList<>(List.of(new DnsdistServer()));
        for (int loops : options.loops()) {
            for (HedgerowVariant each : options.variants().datagrams()) {
                servers.add(new HedgerowServer(options.programs().hedgerow(), Wire.DNS, each.loops(loops)));
            }
        }
        servers.addAll(List.of(
                new CProgram("C, fan-out", "udp-fanout", workshop),
                new DnsmasqServer(),
                new JavaProgram(
                        "Netty resolver, JDK 17",
                        "netty-resolver",
                        options.programs().jdk17()),
                new JavaProgram(
                        "dnsjava resolver, JDK 17",
                        "dnsjava-extended",
                        options.programs().jdk17())));
        return servers;
    }
}
