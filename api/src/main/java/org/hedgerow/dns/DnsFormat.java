package org.hedgerow.dns;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.WireFormat;
import org.hedgerow.wire.shared.StreamPump;
import org.jspecify.annotations.Nullable;

/**
 * The DNS protocol: messages of RFC 1035, as datagrams and over streams on the same address (RFC 7766), with EDNS (RFC
 * 6891), records of unknown types (RFC 3597), and extended errors (RFC 8914) where an answer could not be had.
 *
 * <p>Serving: what is no query is dropped, or rejected by its header; NXDOMAIN and NODATA are told apart and carry the
 * zone's SOA (RFC 2308); replies leave as they are known. The name in a question keeps the case that it is asked in, owners
 * of records that of the table. A datagram that its reply does not fit into says so (TC), and the client asks again over a
 * stream.
 *
 * <p>Asking: over datagrams, each from a port and with an id that nobody can foretell, in mixed case where the server keeps
 * it, and sent again while there is silence; over a stream when the reply says that it is cut short. A reply belongs to a
 * question only if it comes from the server to the port, with the id and the question in the very spelling that was sent,
 * or, where it says no more than that the server failed, with no question at all;
 * whatever else comes is dropped and counted, and decides nothing (RFC 5452, section 9).
 */
public final class DnsFormat implements WireFormat {
    /** A deadline before that of stub resolvers, which give up after 5 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(4500);

    /** The longest datagram that is asked for and sent unless told otherwise: one that is hardly ever fragmented. */
    public static final int DEFAULT_PAYLOAD = 1232;

    private static final int MIN_PAYLOAD = 512;
    private static final int MAX_PAYLOAD = 4096;
    private static final int SOURCE_PORTS = 8;
    private static final int MAX_SOURCE_PORTS = 1024;

    private static final DnsFormat STANDARD = new DnsFormat(new Settings());

    private final Settings settings;

    private DnsFormat(Settings settings) {
        this.settings = settings;
    }

    /** What can be chosen; not changed any more once a format has it. */
    private static final class Settings {
        private boolean authoritative;
        private int payload = DEFAULT_PAYLOAD;
        private boolean streamOnly;
        private boolean mixedCase = true;
        private int sourcePorts; // 0 for what suits the server
        private Duration retransmission = Duration.ofMillis(500);
        private @Nullable RateLimit rateLimit = RateLimit.defaults();

        private Settings copy() {
            Settings copy = new Settings();
            copy.authoritative = authoritative;
            copy.payload = payload;
            copy.streamOnly = streamOnly;
            copy.mixedCase = mixedCase;
            copy.sourcePorts = sourcePorts;
            copy.retransmission = retransmission;
            copy.rateLimit = rateLimit;
            return copy;
        }
    }

    private DnsFormat with(Consumer<Settings> change) {
        Settings changed = settings.copy();
        change.accept(changed);
        return new DnsFormat(changed);
    }

    /** As a server that has its answers from others, and as whoever asks one. */
    public static DnsFormat standard() {
        return STANDARD;
    }

    /** This format as a server speaks it that answers from a table of its own (the bit AA). */
    public DnsFormat authoritative() {
        return with(settings -> settings.authoritative = true);
    }

    /** This format without datagrams: asks over a stream from the beginning, and serves streams only. */
    public DnsFormat streamOnly() {
        return with(settings -> settings.streamOnly = true);
    }

    /**
     * This format with another limit of datagrams, those that are asked for and those that are sent. Above the default,
     * datagrams may be fragmented, and then lost or forged.
     *
     * @param octets 512 to 4,096
     * @throws IllegalArgumentException if it is none of these
     */
    public DnsFormat withPayload(int octets) {
        if (octets < MIN_PAYLOAD || octets > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "expected a payload of " + MIN_PAYLOAD + " to " + MAX_PAYLOAD + " octets, found " + octets);
        }
        return with(settings -> settings.payload = octets);
    }

    /** This format with or without mixed case in what is asked; it is left off by itself where a server does not keep it. */
    public DnsFormat withMixedCase(boolean mixedCase) {
        return with(settings -> settings.mixedCase = mixedCase);
    }

    /**
     * This format with another number of ports that each lane asks a server from. Each question takes one of them at
     * random; ports that have served 1,024, or for a minute, are replaced, so up to twice as many are open. Unless told
     * otherwise there are {@value #SOURCE_PORTS}, and one towards a server on this host, in whose name nobody elsewhere
     * can send.
     *
     * @param ports 1 to 1,024
     * @throws IllegalArgumentException if it is none of these
     */
    public DnsFormat withSourcePorts(int ports) {
        if (ports < 1 || ports > MAX_SOURCE_PORTS) {
            throw new IllegalArgumentException("expected 1 to " + MAX_SOURCE_PORTS + " source ports, found " + ports);
        }
        return with(settings -> settings.sourcePorts = ports);
    }

    /**
     * This format with another silence after which a question is sent again; each further time it is twice as long.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public DnsFormat withRetransmission(Duration first) {
        Duration checked = Nanos.aboveZero(first, "first");
        return with(settings -> settings.retransmission = checked);
    }

    /** This format with another limit of datagrams sent to any one network; null is none. */
    public DnsFormat withRateLimit(@Nullable RateLimit limit) {
        return with(settings -> settings.rateLimit = limit);
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Duration defaultTimeout() {
        return DEFAULT_TIMEOUT;
    }

    @Override
    public ConnectionHandlerFactory serving(ServingContext context) {
        Objects.requireNonNull(context, "context");
        return () -> new StreamPump(
                context.options().maxInFlight(),
                (connection, pump) -> new DnsStreamServing(this, context, connection, pump));
    }

    @Override
    public @Nullable DatagramHandlerFactory servingDatagrams(ServingContext context) {
        Objects.requireNonNull(context, "context");
        return settings.streamOnly ? null : () -> new DnsDatagramServing(this, context);
    }

    @Override
    public Upstream asking(AskingContext context) {
        Objects.requireNonNull(context, "context");
        return new DnsUpstream(this, context, settings.streamOnly ? StreamExchange::new : FallBackExchange::new);
    }

    /**
     * The asking side towards a server that messages get to by a way of the caller's, as HTTPS and QUIC are, instead of the
     * context's connector.
     *
     * @param context whose lane all is confined to
     * @param carrier is closed with the upstream
     */
    public Upstream asking(AskingContext context, RequestCarrier carrier) {
        Objects.requireNonNull(carrier, "carrier");
        return new DnsUpstream(
                this,
                Objects.requireNonNull(context, "context"),
                (within, owner) -> new RequestExchange(within, owner, carrier));
    }

    /** The flags of replies that tell what somebody has found, or found not to be. */
    int answeredFlags() {
        return settings.authoritative ? DnsHeader.AUTHORITATIVE : DnsHeader.RECURSION_AVAILABLE;
    }

    /** The flags of all other replies. */
    int failedFlags() {
        return settings.authoritative ? 0 : DnsHeader.RECURSION_AVAILABLE;
    }

    int payload() {
        return settings.payload;
    }

    boolean hasMixedCase() {
        return settings.mixedCase;
    }

    int sourcePorts(SocketAddress server) {
        if (settings.sourcePorts > 0) {
            return settings.sourcePorts;
        }
        boolean here = server instanceof InetSocketAddress inet
                && !inet.isUnresolved()
                && inet.getAddress().isLoopbackAddress();
        return here ? 1 : SOURCE_PORTS;
    }

    long retransmissionNanos() {
        return Nanos.of(settings.retransmission);
    }

    @Nullable
    RateLimit rateLimit() {
        return settings.rateLimit;
    }
}
