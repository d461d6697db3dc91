package org.hedgerow.line;

import java.time.Duration;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.WireFormat;
import org.hedgerow.wire.shared.StreamPump;

/**
 * The line format: the protocol of a course project on load balancing across DNS servers, over a stream, in UTF-8.
 *
 * <p>A query is a name, ended by LF or CRLF, or by nothing but a short silence; the reply,
 * {@code Name IPaddress Type IN}, ends as its query did. There is no id: a reply belongs to the pending question of that
 * name. A server answers its questions in the order in which they came, each by its deadline:
 * {@code Name - TIMED OUT} says that nobody knew, and is said no earlier unless the server fails fast; {@code text - INVALID NAME} that it was no name. A table server of
 * {@link #silentOnMiss()} says nothing at all on a miss, and otherwise replies as it finds.
 *
 * <p>A reply of a server that is asked may end with LF, CR LF or NUL, or with nothing. What is no reply of the format, such as
 * a greeting or words for a miss of the server's own, is dropped, counted, and logged once for each server: like silence, it
 * says nothing about a name. It ends with LF, CR, NUL, a short silence, or where a reply to a name that was asked begins.
 *
 * <p>A query has no type: resolvers are asked for {@link org.hedgerow.record.RecordType#ANY}, and of what they find the first
 * address is sent.
 */
public final class LineFormat implements WireFormat {
    /**
     * A query or reply that is longer than this without a line end closes the connection; what is no reply does so only if it
     * has no blank either.
     */
    public static final int MAX_LINE_OCTETS = 4096;

    private static final LineFormat STANDARD =
            new LineFormat(false, false, Duration.ofMillis(5), Duration.ofMillis(50));

    private final boolean silentOnMiss;
    private final boolean bare;
    private final Duration grace;
    private final Duration bareGap;

    private LineFormat(boolean silentOnMiss, boolean bare, Duration grace, Duration bareGap) {
        this.silentOnMiss = silentOnMiss;
        this.bare = bare;
        this.grace = grace;
        this.bareGap = bareGap;
    }

    /** Every question gets its line, queries are sent with LF, 5 ms of silence end a query that has no line end. */
    public static LineFormat standard() {
        return STANDARD;
    }

    /** This format as a table server speaks it: nothing is sent for a name that it does not have. */
    public LineFormat silentOnMiss() {
        return new LineFormat(true, bare, grace, bareGap);
    }

    /**
     * This format towards a server that takes whatever it receives at once for one name, and of which it is assumed that it
     * accepts a single connection, as the course's does: queries are sent without a line end, and kept apart in time so that
     * each arrives alone.
     *
     * <p>The next query is sent once there is a reply to the last. A server that is silent on a miss is given a gap
     * instead, which is longer than it takes to reply: what its replies took, smoothed, and four times what they vary by (RFC
     * 6298, section 2), but at least a quarter more than they took, at least {@link #withBareGap 50 ms}, and at most a
     * second; 250 ms before the first reply. So each miss costs a gap, and a question whose turn does not come before its
     * deadline is not asked. Where a reply shows that queries have reached the server together, they are sent again.
     * Names are lost to a server that takes longer for one than the gap and says nothing of it; set a longer one.
     */
    public LineFormat bare() {
        return new LineFormat(silentOnMiss, true, grace, bareGap);
    }

    /**
     * This format with another silence that ends a query without a line end, and a reply without one that is not of the
     * format.
     *
     * @param grace above zero; beyond 73 years it is 73 years
     * @throws IllegalArgumentException if it is not above zero
     */
    public LineFormat withGrace(Duration grace) {
        return new LineFormat(silentOnMiss, bare, Nanos.aboveZero(grace, "grace"), bareGap);
    }

    /**
     * This format with another shortest time between two queries to a {@link #bare} server that has not replied to the
     * first. It is also the longest if it is more than a second, and holds before the first reply if it is more than 250 ms.
     *
     * @param gap above zero; beyond 73 years it is 73 years
     * @throws IllegalArgumentException if it is not above zero
     */
    public LineFormat withBareGap(Duration gap) {
        return new LineFormat(silentOnMiss, bare, grace, Nanos.aboveZero(gap, "gap"));
    }

    @Override
    public String name() {
        return "line";
    }

    @Override
    public ConnectionHandlerFactory serving(ServingContext context) {
        Objects.requireNonNull(context, "context");
        return () -> new StreamPump(
                context.options().maxInFlight(),
                (connection, pump) -> new LineServing(this, context, connection, pump));
    }

    @Override
    public Upstream asking(AskingContext context) {
        return new LineUpstream(this, Objects.requireNonNull(context, "context"));
    }

    /** Table servers of the course are silent on a miss. */
    @Override
    public boolean answersMisses() {
        return false;
    }

    @Override
    public boolean singleConnection() {
        return bare;
    }

    boolean isSilentOnMiss() {
        return silentOnMiss;
    }

    long graceNanos() {
        return Nanos.of(grace);
    }

    /** How a query is sent. */
    LineQueries queries(LineUpstream upstream, Lane lane) {
        return bare ? new BareQueries(upstream, lane, Nanos.of(bareGap)) : new TerminatedQueries(upstream);
    }
}
