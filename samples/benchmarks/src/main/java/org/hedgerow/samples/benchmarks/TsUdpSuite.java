package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Table servers asked by DNS over UDP. */
@Command(
        name = "ts-udp",
        description = "Servers that know the names themselves, asked by DNS over UDP; the reference is NSD.")
final class TsUdpSuite implements Callable<Integer> {
    @Option(
            names = "--window",
            split = ",",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many questions are in flight; default: ${DEFAULT-VALUE}.")
    private List<Integer> windows = List.of();

    @Mixin
    private SuiteOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new LoadSuite(options)
                .versions(Program.NSD, Program.UNBOUND, Program.DNSMASQ, Program.CC)
                .run(Load.udp(windows), this::servers, workshop -> List.of());
    }

    private List<Server> servers(Workshop workshop) {
        List<Server> servers = new ArrayList<>(List.of(new NsdServer()));
        for (int loops : options.loops()) {
            for (HedgerowVariant each : options.variants().datagrams()) {
                servers.add(new HedgerowServer(options.programs().hedgerow(), Wire.DNS, each.loops(loops)));
            }
        }
        servers.addAll(List.of(
                new CProgram("C, recvmmsg", "udp-recvmmsg", workshop),
                new UnboundServer(),
                new DnsmasqServer(),
                new JavaProgram(
                        "dnsjava loop, JDK 17",
                        "dnsjava-udp",
                        options.programs().jdk17()),
                new JavaProgram("Netty, JDK 17", "netty-udp", options.programs().jdk17())));
        return servers;
    }
}
