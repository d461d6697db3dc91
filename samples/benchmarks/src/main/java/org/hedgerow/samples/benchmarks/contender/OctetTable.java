package org.hedgerow.samples.benchmarks.contender;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replies by names, both octets: a hash table with open addressing, at most half full. Immutable; any thread. */
final class OctetTable {
    private static final byte[] NOTHING = {};
    private static final int FACTOR = 31;
    private static final int CASE = 0x20;

    private final byte[] @Nullable [] names;
    private final byte[][] replies;

    OctetTable(List<CourseTable.Entry> entries) {
        int capacity = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
        names = new byte[capacity][];
        replies = new byte[capacity][];
        for (CourseTable.Entry each : entries) {
            byte[] name = each.name().getBytes(StandardCharsets.UTF_8);
            int place = place(name, 0, name.length);
            names[place] = name;
            replies[place] = each.line().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The reply to this name, with its end; nothing, if it is not there. */
    byte[] find(byte[] octets, int from, int to) {
        int place = place(octets, from, to);
        return names[place] == null ? NOTHING : replies[place];
    }

    /** Where the name is, or would be. */
    private int place(byte[] octets, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = FACTOR * hash + (octets[i] | CASE); // may put others together as well, which costs a comparison
        }
        int place = hash ^ hash >>> 16;
        while (true) {
            place &= names.length - 1;
            byte[] name = names[place];
            if (name == null || isSame(name, octets, from, to)) {
                return place;
            }
            place++;
        }
    }

    private static boolean isSame(byte[] name, byte[] octets, int from, int to) {
        if (name.length != to - from) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (lower(name[i]) != lower(octets[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + CASE : octet;
    }
}
