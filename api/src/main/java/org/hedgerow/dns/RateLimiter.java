package org.hedgerow.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link RateLimit} on one socket, in constant memory: each network falls to one of so many buckets, by a hash that
 * nobody outside knows, and those that fall to the same share it.
 */
final class RateLimiter {
    private static final int BUCKETS = 1 << 16;
    private static final int V4_PREFIX_OCTETS = 3;
    private static final int V6_PREFIX_OCTETS = 7;
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RateLimit limit;
    private final long nanosEach;
    private final int seed = ThreadLocalRandom.current().nextInt();
    // For each bucket when it would be empty if nothing more was sent: the "theoretical arrival time" of the generic
    // cell
    // rate algorithm (ITU-T I.371).
    private long @Nullable [] emptyAt;
    // By bucket as well, or one network's replies would say which of another's are dropped.
    private char @Nullable [] limited;

    /** What is to be done with a reply. */
    enum Verdict {
        SEND,
        TRUNCATE,
        DROP
    }

    RateLimiter(RateLimit limit) {
        this.limit = limit;
        this.nanosEach = BURST_NANOS / limit.perSecond();
    }

    /** A datagram is to be sent there at this time. */
    Verdict judge(SocketAddress client, long now) {
        if (!(client instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return Verdict.SEND;
        }
        InetAddress address = inet.getAddress();
        if (address.isLoopbackAddress() && !limit.loopback()) {
            return Verdict.SEND;
        }
        long[] buckets = buckets(now);
        int bucket = bucket(address);
        long ahead = Math.max(0, buckets[bucket] - now);
        if (ahead + nanosEach > BURST_NANOS) {
            return limit.slip() > 0 && ++limited()[bucket] % limit.slip() == 0 ? Verdict.TRUNCATE : Verdict.DROP;
        }
        buckets[bucket] = now + ahead + nanosEach;
        return Verdict.SEND;
    }

    private long[] buckets(long now) {
        if (emptyAt == null) {
            emptyAt = new long[BUCKETS];
            Arrays.fill(emptyAt, now); // times have no zero to start from
        }
        return emptyAt;
    }

    private char[] limited() {
        if (limited == null) {
            limited = new char[BUCKETS];
        }
        return limited;
    }

    private int bucket(InetAddress address) {
        byte[] octets = address.getAddress();
        int prefix = address instanceof Inet4Address ? V4_PREFIX_OCTETS : V6_PREFIX_OCTETS;
        int hash = seed;
        for (int i = 0; i < prefix; i++) {
            hash = (hash ^ octets[i]) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash & BUCKETS - 1;
    }
}
