package org.hedgerow.transport.accept;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handler of one port: whatever it throws costs one datagram, and nothing else. Confined to the lane. */
public final class GuardedDatagramHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedDatagramHandler.class);

    private final DatagramHandler handler;
    private final DatagramPort port;
    private boolean threw;

    /** The handler of this port. */
    public GuardedDatagramHandler(DatagramHandler handler, DatagramPort port) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.port = Objects.requireNonNull(port, "port");
    }

    /** Calls {@link DatagramHandler#opened}. */
    public void opened() {
        try {
            handler.opened(port);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link DatagramHandler#received}. */
    public void received(ByteBuffer bytes, SocketAddress from) {
        try {
            handler.received(port, bytes, from);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link DatagramHandler#refused}. */
    public void refused(IOException cause) {
        try {
            handler.refused(port, cause);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link DatagramHandler#ended}. */
    public void ended() {
        try {
            handler.ended(port);
        } catch (Throwable e) {
            threw(e);
        }
    }

    /** Calls {@link DatagramHandler#closed}. */
    public void closed(@Nullable IOException cause) {
        try {
            handler.closed(port, cause);
        } catch (Throwable e) {
            Thrown.report(LOG, "a handler threw when told of the end of the port", port.localAddress(), e);
        }
    }

    private void threw(Throwable failure) {
        if (threw) {
            Thrown.reportForDebugging(LOG, "the handler of a port threw again", failure);
        } else {
            threw = true; // anybody may send what it fails at, and fill the log
            Thrown.report(
                    LOG,
                    "a handler threw; what follows is logged for debugging only; that of",
                    port.localAddress(),
                    failure);
        }
    }
}
