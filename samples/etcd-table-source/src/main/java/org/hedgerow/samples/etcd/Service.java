package org.hedgerow.samples.etcd;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.hedgerow.record.AddressText;
import org.jspecify.annotations.Nullable;

/**
 * The value of a key: what SkyDNS and CoreDNS call a service. Immutable.
 *
 * @param host an address, or the name of another host; may be empty if there is text
 * @param text for a TXT record; may be empty
 * @param group services of different groups are not in one answer; may be empty
 * @param mail whether it takes mail (MX)
 * @param numbers all others, by their names; 0 where there is none
 */
record Service(String host, String text, String group, boolean mail, Map<String, Integer> numbers) {
    static final String PORT = "port";
    static final String PRIORITY = "priority";
    static final String WEIGHT = "weight";
    static final String TTL = "ttl";
    static final String TARGET_STRIP = "targetstrip";

    /** The names of all numbers, in the order in which they are written. */
    static final List<String> NUMBERS = List.of(PORT, PRIORITY, WEIGHT, TTL, TARGET_STRIP);

    private static final int DEFAULT_TTL = 300;
    private static final int DEFAULT_PRIORITY = 10;
    private static final int DEFAULT_WEIGHT = 100;

    Service {
        numbers = Map.copyOf(numbers);
    }

    /** The host, if it is an address. */
    @Nullable
    InetAddress address() {
        return AddressText.parse(host);
    }

    int ttl() {
        return number(TTL, DEFAULT_TTL);
    }

    int port() {
        return number(PORT, 0);
    }

    int priority() {
        return number(PRIORITY, DEFAULT_PRIORITY);
    }

    int weight() {
        return number(WEIGHT, DEFAULT_WEIGHT);
    }

    int targetStrip() {
        return number(TARGET_STRIP, 0);
    }

    /** Whether it is another name for its host, and nothing else. */
    boolean isAlias() {
        return !host.isEmpty() && address() == null && text.isEmpty() && !mail && port() == 0;
    }

    private int number(String name, int otherwise) {
        int number = numbers.getOrDefault(name, 0);
        return number == 0 ? otherwise : number;
    }
}
