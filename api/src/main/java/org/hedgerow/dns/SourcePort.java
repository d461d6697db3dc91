package org.hedgerow.dns;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.wire.AskingContext;
import org.jspecify.annotations.Nullable;

/** One of the ports that a server is asked from, and the queries under way on it. */
final class SourcePort implements DatagramHandler, QueryPath {
    private static final int USES = 1024; // opening one costs as much as asking a few times
    private static final long AGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Connector connector;
    private final Lane lane;
    private final SocketAddress server;
    private final Owner owner;
    private final QueryIds<DnsPending> ids;
    private @Nullable DatagramPort port;
    private int uses;
    private long openedAt;
    private boolean retired;
    private boolean gone;

    /** Who has opened it. */
    interface Owner {

        /** A datagram has come from the server. */
        void received(SourcePort port, byte[] message, int from, int to);

        /** The system says that nobody receives what is sent to the server; these are under way on it. */
        void refused(List<DnsPending> underWay, IOException cause);

        /** It is closed; these were under way on it, for the reason given if it was not its owner who closed it. */
        void closed(SourcePort port, List<DnsPending> underWay, @Nullable IOException cause);
    }

    SourcePort(AskingContext context, QueryIds<DnsPending> ids, Owner owner) {
        this.connector = context.connector();
        this.lane = context.lane();
        this.server = context.server().address();
        this.owner = owner;
        this.ids = ids;
    }

    void open() {
        openedAt = lane.now();
        port = connector.openPort(server, this);
    }

    /** Takes an id for a query that is going to be sent; negative if there is none. */
    int take(DnsPending pending) {
        int id = gone ? -1 : ids.take(pending, lane.now());
        uses += id < 0 ? 0 : 1;
        return id;
    }

    /** Those of its queries; none is in use once it is closed. */
    QueryIds<DnsPending> ids() {
        return ids;
    }

    @Nullable
    DnsPending owner(int id) {
        return ids.owner(id);
    }

    void send(byte[] query, int octets) {
        Objects.requireNonNull(port, "opened").send(query, 0, octets, server);
    }

    /** Whether it has been used for so many queries or so long that somebody may have found it out. */
    boolean isWorn() {
        return uses >= USES || lane.now() - openedAt >= AGE_NANOS;
    }

    /** Is used for nothing new, and closed once nothing is under way on it. */
    void retire() {
        retired = true;
        closeIfUnused();
    }

    void close() {
        if (port != null) {
            port.close();
        }
    }

    @Override
    public void free(int id) {
        if (gone) {
            return; // another port has the ids by now
        }
        ids.free(id);
        closeIfUnused();
    }

    @Override
    public void quarantine(int id, long sentAt) {
        if (gone) {
            return;
        }
        ids.quarantine(id, lane.now());
        closeIfUnused();
    }

    @Override
    public void received(DatagramPort from, ByteBuffer bytes, SocketAddress server) {
        int start = bytes.arrayOffset() + bytes.position();
        owner.received(this, bytes.array(), start, start + bytes.remaining());
    }

    @Override
    public void refused(DatagramPort from, IOException cause) {
        owner.refused(underWay(), cause);
    }

    @Override
    public void closed(DatagramPort closed, @Nullable IOException cause) {
        gone = true;
        List<DnsPending> underWay = underWay();
        ids.clear();
        owner.closed(this, underWay, cause);
    }

    private List<DnsPending> underWay() {
        List<DnsPending> all = new ArrayList<>();
        ids.forEach(all::add);
        return all;
    }

    private void closeIfUnused() {
        if (retired && ids.inUse() == 0) {
            close();
        }
    }
}
