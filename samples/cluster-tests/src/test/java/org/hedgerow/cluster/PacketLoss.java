package org.hedgerow.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that loses packets at random, both those that it sends and those that it is sent. The rules are set from outside,
 * by this machine's {@code iptables} in the container's network namespace: the image has no such program. That takes root
 * and an engine on this machine.
 */
final class PacketLoss implements AutoCloseable {
    private static final List<String> CHAINS = List.of("INPUT", "OUTPUT");
    private static final Pattern DROPPED = Pattern.compile("(?m)^\\s*(\\d+)\\s+\\d+\\s+DROP\\s");

    private final Node node;
    private final List<String> match;

    private PacketLoss(Node node, List<String> match) {
        this.node = node;
        this.match = match;
    }

    /** Starts losing packets; a probability of 0.5 loses every other one on an average. */
    static PacketLoss of(Node node, double probability) throws IOException {
        require();
        PacketLoss loss = new PacketLoss(
                node, List.of("-m", "statistic", "--mode", "random", "--probability", "" + probability, "-j", "DROP"));
        for (String chain : CHAINS) {
            loss.iptables("-A", chain, loss.match);
        }
        return loss;
    }

    /** How many packets were lost so far. */
    long dropped() throws IOException {
        long dropped = 0;
        for (String chain : CHAINS) {
            Matcher rule = DROPPED.matcher(iptables("-vxnL", chain, List.of()));
            while (rule.find()) {
                dropped += Long.parseLong(rule.group(1));
            }
        }
        return dropped;
    }

    @Override
    public void close() throws IOException {
        for (String chain : CHAINS) {
            iptables("-D", chain, match);
        }
    }

    /** Skips the test where that cannot be done. */
    private static void require() {
        String missing = "Packets cannot be lost: that takes root, nsenter and iptables on the machine of the engine"
                + " (Debian: apt-get install util-linux iptables); ";
        try {
            run(List.of("nsenter", "-t", "" + ProcessHandle.current().pid(), "-n", "iptables", "-w", "-nL"));
        } catch (IOException e) {
            Engine.missing(missing + e.getMessage());
        }
    }

    private String iptables(String action, String chain, List<String> rule) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("nsenter", "-t", "" + node.pid(), "-n", "iptables", "-w", action, chain));
        command.addAll(rule);
        return run(command);
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(command + " ended with " + code + ": " + said);
        }
        return said;
    }
}
