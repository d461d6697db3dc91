package org.hedgerow.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** The servers behind a root server, as its command line has them: pairs of host and port, URIs, or both. */
final class Upstreams {
    private Upstreams() {}

    /**
     * Reads them.
     *
     * @throws TypeConversionException if one is wrong; the message says which, and what is wrong with it
     */
    static List<ServerUri> parse(List<String> arguments) {
        List<ServerUri> servers = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        for (String argument : arguments) {
            if (ServerUri.isMeant(argument)) {
                addPairs(pairs, servers);
                servers.add(ServerUri.parse(argument));
            } else {
                pairs.add(argument);
            }
        }
        addPairs(pairs, servers);
        return servers;
    }

    /** A pair without a scheme has that of the course. */
    private static void addPairs(List<String> pairs, List<ServerUri> to) {
        if (pairs.size() % 2 != 0) {
            throw new TypeConversionException(
                    "Expected pairs of <tsHost> <tsPort>, found \"" + String.join(" ", pairs) + '"');
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            to.add(new ServerUri(Scheme.LINE, pairs.get(i), port(pairs.get(i + 1))));
        }
        pairs.clear();
    }

    private static int port(String text) {
        try {
            return Ports.parse(text, 1);
        } catch (TypeConversionException e) {
            throw new TypeConversionException("<tsPort>: " + e.getMessage());
        }
    }
}
