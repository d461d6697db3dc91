package org.hedgerow.samples.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a server is, and what it serves.
 *
 * @param directory one that it has for itself
 * @param port where it listens on 127.0.0.1
 * @param names what it knows, or what its upstreams know
 * @param upstreams the ports on 127.0.0.1 of those that it asks; none for a server that knows the names itself
 */
record Setting(Path directory, int port, Names names, List<Integer> upstreams) {
    /** As the small programs take it: the port, then the upstreams' ports or the table. */
    List<String> arguments() {
        Stream<String> known = upstreams.isEmpty()
                ? Stream.of(names.table().toString())
                : upstreams.stream().map(String::valueOf);
        return Stream.concat(Stream.of(Integer.toString(port)), known).toList();
    }
}
