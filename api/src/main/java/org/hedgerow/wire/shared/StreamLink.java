package org.hedgerow.wire.shared;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.hedgerow.Failed;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.UpstreamCounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to a server: made when it is needed, and made again when it is needed after it was lost.
 *
 * <pre>
 *            connect               opened
 *   IDLE ------------> CONNECTING ---------> OPEN
 *    ^                     |                   |
 *    +---------------------+-------------------+
 *          lost: the next connect is refused until the backoff is over,
 *          which begins with the second loss in a row of a connection on
 *          which the server said nothing, or the first that could not be made
 * </pre>
 */
public final class StreamLink {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLink.class);
    private static final int MAX_DOUBLINGS = 20;

    private final AskingContext context;
    private final Lane lane;
    private final ConnectionHandler handler;
    private @Nullable Connection connection;
    private @Nullable Cancellable connectTimer;
    private boolean open;
    private boolean heard;
    private boolean timedOut;
    private boolean transportClosed;
    private int failures;
    private long retryAt;
    private String lastFailure = "";

    /** A connection of this context to its server, whose callbacks go to the handler. */
    public StreamLink(AskingContext context, ConnectionHandler handler) {
        this.context = context;
        this.lane = context.lane();
        this.handler = handler;
    }

    /** The connection if it stands. */
    @Nullable
    public Connection open() {
        return open ? connection : null;
    }

    /** Whether a connection stands or is being made; otherwise makes one, unless the backoff forbids it. */
    public boolean isUpOrConnects(UpstreamCounts counts) {
        if (connection != null) {
            return true;
        }
        if (failures > 0 && lane.now() - retryAt < 0) {
            return false;
        }
        counts.connecting();
        heard = false;
        timedOut = false;
        Connection attempt = context.connector().connect(context.server().address(), handler);
        connection = attempt;
        connectTimer = lane.schedule(Nanos.of(context.options().connectTimeout()), () -> {
            connectTimer = null;
            timedOut = true;
            attempt.reset();
        });
        return true;
    }

    public void opened() {
        open = true;
        endConnectTimer();
    }

    /** The server has said something, so it is well. */
    public void heard() {
        heard = true;
        failures = 0;
    }

    /** The connection is lost, or could not be made. */
    public void lost(@Nullable IOException cause) {
        endConnectTimer();
        connection = null;
        boolean wasOpen = open;
        open = false;
        transportClosed = cause instanceof ClosedTransportException;
        lastFailure = context.server() + ": " + (timedOut ? "no connection in time" : describe(cause));
        if (!heard) {
            if (failures++ == 0) {
                LOG.info("upstream {}", lastFailure);
            } else {
                LOG.debug("upstream {} for the {}. time", lastFailure, failures);
            }
            // A server that took a connection and was only ever silent, as on misses, is as well as one that spoke:
            // once.
            retryAt = lane.now() + (wasOpen && failures == 1 ? 0 : backoffNanos());
        }
    }

    /** Why nothing can be asked while there is no connection. */
    public Failed.Reason reason() {
        return transportClosed || lane.hasEnded() ? Failed.Reason.CLOSED : Failed.Reason.UNREACHABLE;
    }

    /** Why the last connection failed, for people. */
    public String lastFailure() {
        return lastFailure;
    }

    public void reset() {
        if (connection != null) {
            connection.reset();
        }
    }

    private long backoffNanos() {
        long longest = Nanos.of(context.options().maxBackoff());
        long shortest = Nanos.of(context.options().minBackoff());
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        if (shortest <= longest >> doublings) {
            longest = shortest << doublings;
        }
        return longest - (long) (ThreadLocalRandom.current().nextDouble() * longest / 2);
    }

    private void endConnectTimer() {
        if (connectTimer != null) {
            connectTimer.cancel();
            connectTimer = null;
        }
    }

    private static String describe(@Nullable IOException cause) {
        if (cause == null) {
            return "the server closed the connection";
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}
