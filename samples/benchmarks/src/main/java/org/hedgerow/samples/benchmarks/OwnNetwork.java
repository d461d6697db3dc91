package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A network namespace (network_namespaces(7)) with nothing in it but a loopback interface. What a firewall or containers have
 * the machine do with each packet, such as to track connections, is not done there, and is not measured with the servers.
 */
final class OwnNetwork {
    private static final String PROPERTY = "org.hedgerow.samples.benchmarks.network";
    private static final String OWN = "a namespace of its own";
    // The first is root's; others take a namespace of users, too, where the system lets them.
    private static final List<List<String>> WAYS =
            List.of(List.of("unshare", "--net"), List.of("unshare", "--map-current-user", "--keep-caps", "--net"));

    // They may listen, and two cannot in one place.
    private static final Pattern AGENT = Pattern.compile("-(agent|javaagent|Xrun)");

    private OwnNetwork() {}

    /** Whether this process is in one. */
    static boolean isEntered() {
        return OWN.equals(System.getProperty(PROPERTY));
    }

    /** For people. */
    static String described() {
        return System.getProperty(PROPERTY, "the machine's");
    }

    /**
     * Runs this program in a network of its own, and waits for its end.
     *
     * @param arguments those of its command line
     * @return its exit code; nothing where there can be no such network, or this is it
     */
    static OptionalInt run(List<String> arguments) throws IOException, InterruptedException {
        if (isEntered()) {
            return OptionalInt.empty();
        }
        Optional<List<String>> way = findWay();
        if (way.isEmpty()) {
            System.setProperty(
                    PROPERTY,
                    "the machine's: there is no other without ip (iproute2) and unshare"
                            + " (util-linux), or without the right to have one");
            return OptionalInt.empty();
        }
        List<String> command = new ArrayList<>(way.get());
        command.addAll(List.of("sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> !AGENT.matcher(each).lookingAt())
                .toList());
        command.addAll(List.of("-D" + PROPERTY + "=" + OWN, "-cp", System.getProperty("java.class.path")));
        command.add(Benchmarks.class.getName());
        command.addAll(arguments);
        return OptionalInt.of(new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private static Optional<List<String>> findWay() throws IOException, InterruptedException {
        for (List<String> way : WAYS) {
            List<String> command = new ArrayList<>(way);
            command.addAll(List.of("ip", "link", "set", "lo", "up"));
            if (succeeds(command)) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no unshare
        }
    }
}
