package org.hedgerow.cluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names of a table, each of which has an address of its own, so that an answer to another question is noticed. */
record Names(String zone, int count, int network) {

    /** So many names below a zone, in a network of their own: {@code host7.zone} has {@code 10.network.0.7}. */
    Names {
        if (count > 65_536 || network > 255) {
            throw new IllegalArgumentException(
                    "expected at most 65536 names in a network of up to 255, found " + count);
        }
    }

    List<String> all() {
        return IntStream.range(0, count).mapToObj(this::name).toList();
    }

    String name(int number) {
        return "host" + number + "." + zone;
    }

    /** What a server of the line protocol replies when it knows. */
    String answer(int number) {
        return name(number) + " " + address(number) + " A IN";
    }

    /** That for each name, in order. */
    List<String> answers() {
        return IntStream.range(0, count).mapToObj(this::answer).toList();
    }

    /** What a server of the line protocol replies when nobody has told it in time. */
    String timedOut(int number) {
        return name(number) + " - TIMED OUT";
    }

    /** That for each name, in order. */
    List<String> timeouts() {
        return IntStream.range(0, count).mapToObj(this::timedOut).toList();
    }

    /** What a table file has to say. */
    String table() {
        return IntStream.range(0, count)
                .mapToObj(number -> name(number) + " " + address(number) + "\n")
                .collect(Collectors.joining());
    }

    private String address(int number) {
        return "10." + network + "." + number / 256 + "." + number % 256;
    }
}
