package org.hedgerow.dns;

import java.util.concurrent.TimeUnit;
import org.hedgerow.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the replies of a DNS server have shown that it cannot do, so that it is asked without that for five minutes: it may be
 * one of several machines behind an address, or be mended. Confined to its lane.
 */
final class ServerSkills {
    private static final Logger LOG = LoggerFactory.getLogger(DnsFormat.class);
    private static final int BROKEN_CASES = 3; // in a row
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Endpoint server;
    private boolean edns = true;
    private long ednsAgainAt;
    private int brokenCases;
    private long mixAgainAt;

    ServerSkills(Endpoint server) {
        this.server = server;
    }

    /** Whether it takes queries with EDNS. */
    boolean hasEdns(long now) {
        edns |= now - ednsAgainAt >= 0;
        return edns;
    }

    /** It has replied to a query without EDNS, in a way that shows that it had understood it. */
    void repliedWithoutEdns(long now) {
        if (edns) {
            edns = false;
            ednsAgainAt = now + AGAIN_NANOS;
        }
    }

    /** Whether it repeats names as they are spelled. */
    boolean keepsCase(long now) {
        if (brokenCases >= BROKEN_CASES && now - mixAgainAt >= 0) {
            brokenCases = BROKEN_CASES - 1;
        }
        return brokenCases < BROKEN_CASES;
    }

    /** It has repeated a name as it was spelled. */
    void keptCase() {
        brokenCases = 0;
    }

    /** It has repeated a name in another spelling, or was silent until it was asked in a plain one. */
    void brokeCase(long now) {
        if (++brokenCases == BROKEN_CASES) {
            mixAgainAt = now + AGAIN_NANOS;
            LOG.info("{} does not keep the case of names; it is asked without mixing it", server);
        }
    }
}
