package org.hedgerow.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hedgerow.Call;
import org.hedgerow.Contact;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server whose host name was not known at the start, as while a cluster comes up: it is unreachable until the name is, which
 * a thread looks up every now and then.
 */
final class LateUpstream implements Contact {
    private static final Logger LOG = LoggerFactory.getLogger(LateUpstream.class);
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Transport transport;
    private final WireFormat wire;
    private final String host;
    private volatile @Nullable RemoteResolver known;

    private LateUpstream(Transport transport, WireFormat wire, String host) {
        this.transport = transport;
        this.wire = wire;
        this.host = host;
    }

    /**
     * The server at the address that the host name has now, or will have later. Blocks to look it up.
     *
     * @param lookup looks the name up and blocks; its address is unresolved while nobody knows the name
     */
    static Contact of(Transport transport, WireFormat wire, String host, Supplier<InetSocketAddress> lookup) {
        return of(transport, wire, host, lookup, WAIT);
    }

    static Contact of(
            Transport transport, WireFormat wire, String host, Supplier<InetSocketAddress> lookup, Duration wait) {
        InetSocketAddress address = lookup.get();
        if (!address.isUnresolved()) {
            return RemoteResolver.of(transport, wire, address);
        }
        LOG.warn("unknown host: {}; it is looked up every {} s until it is known", host, wait.toSeconds());
        LateUpstream late = new LateUpstream(transport, wire, host);
        Thread thread = new Thread(() -> late.lookUp(lookup, wait), "hedgerow-lookup-" + host);
        thread.setDaemon(true);
        thread.start();
        return late;
    }

    private void lookUp(Supplier<InetSocketAddress> lookup, Duration wait) {
        InetSocketAddress address;
        do {
            try {
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            } catch (InterruptedException e) {
                return; // by nobody; but then nobody wants it
            }
            if (transport.lane().hasEnded()) {
                return;
            }
            address = lookup.get();
        } while (address.isUnresolved());
        known = RemoteResolver.of(transport, wire, address);
        LOG.info("host {} is known now", host);
    }

    @Override
    public void resolve(Question question, Call call) {
        RemoteResolver resolver = known;
        if (resolver == null) {
            call.answer(Failed.of(Failed.Reason.UNREACHABLE, "unknown host: " + host));
        } else {
            resolver.resolve(question, call);
        }
    }

    @Override
    public @Nullable Traffic traffic() {
        RemoteResolver resolver = known;
        if (resolver != null) {
            return resolver.traffic();
        }
        return wire.answersMisses() ? new Traffic(0, 0) : null;
    }

    @Override
    public Lane lane() {
        return transport.lane();
    }
}
