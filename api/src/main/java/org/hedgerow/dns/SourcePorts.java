package org.hedgerow.dns;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.wire.AskingContext;
import org.jspecify.annotations.Nullable;

/**
 * The ports that one lane asks one server from. Each query takes one of them at random, and none serves many queries, or for long, so
 * that whoever cannot see them can hardly send a reply to the right one (RFC 5452, section 4.5). Bounded: while as many
 * again still wait for replies, none is replaced.
 */
final class SourcePorts {
    private final AskingContext context;
    private final UnpredictableBits bits;
    private final SourcePort.Owner owner;
    private final @Nullable SourcePort[] inUse;
    private final Set<SourcePort> open = new LinkedHashSet<>();
    private @Nullable QueryIds<DnsPending>
            spare; // with room for as many as a port serves, which its successor would need anew

    SourcePorts(AskingContext context, int ports, UnpredictableBits bits, SourcePort.Owner owner) {
        this.context = context;
        this.bits = bits;
        this.owner = owner;
        this.inUse = new SourcePort[ports];
    }

    /** How many are in use at a time. */
    int size() {
        return inUse.length;
    }

    /** The port that the next query is to take. */
    SourcePort next() {
        int place = bits.below(inUse.length);
        SourcePort port = inUse[place];
        if (port == null || (port.isWorn() && open.size() < 2 * inUse.length)) {
            SourcePort fresh = new SourcePort(context, unusedIds(), owner);
            open.add(fresh);
            inUse[place] = fresh;
            fresh.open();
            if (port != null) {
                port.retire();
            }
            return fresh;
        }
        return port;
    }

    private QueryIds<DnsPending> unusedIds() {
        QueryIds<DnsPending> ids = spare;
        spare = null;
        return ids == null ? new QueryIds<>(bits) : ids;
    }

    /** The port is closed. */
    void forget(SourcePort port) {
        open.remove(port);
        spare = port.ids();
        for (int i = 0; i < inUse.length; i++) {
            if (inUse[i] == port) {
                inUse[i] = null;
            }
        }
    }

    void close() {
        List.copyOf(open).forEach(SourcePort::close);
    }
}
