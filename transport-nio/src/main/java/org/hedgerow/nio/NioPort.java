package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.ReservedTasks;
import org.hedgerow.nio.batch.DatagramBatch;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.accept.GuardedDatagramHandler;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One datagram socket of an event loop.
 *
 * <pre>
 *   NEW --its task runs--> OPEN --drain()--> DRAINING --nothing left--> ENDED
 *    |                      |                    |                        |
 *    +----------------------+--------------------+------------------------+---- close(), its loop ends --> CLOSED
 * </pre>
 *
 * <p>A bound one is free to send in OPEN and after, one that was opened towards a peer in NEW, too. The handler is told
 * {@code closed} by a task of its own, never from within one of its calls.
 */
final class NioPort implements DatagramPort, Selectable {
    private static final Logger LOG = LoggerFactory.getLogger(NioPort.class);
    // So that a storm of datagrams does not keep the others of the loop waiting.
    private static final int DATAGRAMS_A_PASS = 64;
    // More than the usual buffers of the system hold; a peer may send faster than the handler takes it.
    private static final int DATAGRAMS_AT_DRAIN = 256 * DATAGRAMS_A_PASS;
    // An error that ICMP has brought is reported once and gone; one that stays would keep the loop awake.
    private static final int FAILURES_IN_A_ROW = 64;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private enum State {
        NEW,
        OPEN,
        DRAINING,
        ENDED,
        CLOSED
    }

    private final EventLoop loop;
    private final DatagramChannel channel;
    private final @Nullable SocketAddress peer;
    private final GuardedDatagramHandler handler;
    private final @Nullable NioBinding binding;
    private final SocketAddress local;
    private final ReservedTasks.Place tellingClosed;
    private PortExchange exchange;
    private @Nullable SelectionKey key;
    private @Nullable Cancellable pause;
    private @Nullable IOException cause;
    private State state = State.NEW;
    private int failures;

    /**
     * A port that the loop expects.
     *
     * @param channel bound, not blocking; connected if there is a peer
     */
    NioPort(
            EventLoop loop,
            DatagramChannel channel,
            @Nullable SocketAddress peer,
            DatagramHandler handler,
            @Nullable NioBinding binding)
            throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.peer = peer;
        this.handler = new GuardedDatagramHandler(handler, this);
        this.binding = binding;
        this.exchange = new PortExchange(loop, new OneByOne(loop.memory().datagrams(), channel, peer), this::unsent);
        this.local = channel.getLocalAddress();
        this.tellingClosed = loop.endings().reserve(this::tellClosed);
    }

    EventLoop loop() {
        return loop;
    }

    /** Begins to receive. In a task of the loop's, once. */
    void open() {
        if (state != State.NEW) {
            return;
        }
        try {
            key = channel.register(loop.selector(), 0, this);
            if (peer == null) {
                // Towards peers they measured no gain: such ports come and go, and each would have memory of its own.
                DatagramBatch batch = loop.transport().batches().open(channel);
                exchange = batch == null ? exchange : new PortExchange(loop, batch, this::unsent);
            }
        } catch (Throwable e) {
            cut(Thrown.asCause("the port cannot be served", e));
            return;
        }
        state = State.OPEN;
        handler.opened();
        receiving(true);
    }

    @Override
    public void ready() {
        try {
            int left = DATAGRAMS_A_PASS;
            while (left > 0 && state == State.OPEN) {
                int arrived = handOver();
                if (arrived < exchange.most()) {
                    return; // there are no more, or else the selector says so again
                }
                left -= arrived;
            }
        } catch (Throwable e) {
            pause(); // whatever it was, such as a want of memory, the next one may be better
            Thrown.report(LOG, "could not receive, and tries again:", local, e);
        }
    }

    /** What has arrived, as far as it is received at once, or one error; how many that is, 0 if there is neither. */
    private int handOver() {
        int arrived;
        try {
            arrived = exchange.receive();
        } catch (IOException e) {
            failed(e);
            return 1;
        }
        if (arrived == 0) {
            return 0;
        }
        failures = 0;
        State before = state;
        for (int i = 0; i < arrived && state == before; i++) {
            SocketAddress from = exchange.sender(i);
            ByteBuffer bytes = exchange.bytes(i);
            handler.received(bytes, from);
        }
        exchange.handedOver();
        return arrived;
    }

    private void failed(IOException e) {
        refused(e);
        failures++;
        if (failures >= FAILURES_IN_A_ROW) {
            pause();
        }
        LOG.debug("{} could not receive: {}", local, e.toString());
    }

    private void pause() {
        if (state == State.OPEN) {
            failures = 0;
            pause = loop.schedule(PAUSE_NANOS, () -> receiving(true));
            receiving(false);
        }
    }

    /** The handler may be the one who sends, and hears of it when it is through with that. */
    private void unsent(IOException cause) {
        if (peer != null) {
            loop.execute(() -> refused(cause));
        }
    }

    private void refused(IOException cause) {
        if (peer != null && state == State.OPEN) {
            handler.refused(cause);
        }
    }

    private void receiving(boolean on) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid() && state != State.CLOSED) {
            registered.interestOps(on && state == State.OPEN ? SelectionKey.OP_READ : 0);
        }
    }

    /** The binding is to be emptied: hands over what has arrived, and ends the input. */
    void drain() {
        if (state == State.OPEN) {
            state = State.DRAINING;
            receiving(false);
            drainSome(0);
        }
    }

    private void drainSome(int before) {
        int all = before;
        try {
            while (all < before + DATAGRAMS_A_PASS && state == State.DRAINING) {
                int arrived = handOver();
                if (arrived == 0) {
                    end();
                }
                all += arrived;
            }
            int sofar = all;
            if (state == State.DRAINING && sofar < DATAGRAMS_AT_DRAIN) {
                loop.execute(() -> drainSome(sofar)); // the others of the loop come first
                return;
            }
        } catch (Throwable e) {
            Thrown.report(LOG, "could not receive what is left, and ends without, ", local, e);
        }
        if (state == State.DRAINING) {
            end();
        }
    }

    private void end() {
        state = State.ENDED;
        handler.ended();
    }

    @Override
    public Lane lane() {
        return loop;
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public void send(byte[] bytes, int offset, int length, SocketAddress to) {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(to, "to");
        Objects.checkFromIndexSize(offset, length, bytes.length);
        loop.expectInside();
        if (peer != null && !peer.equals(to)) {
            throw new IllegalArgumentException("expected the peer " + peer + ", found " + to);
        }
        if (state != State.CLOSED) {
            exchange.send(bytes, offset, length, to);
        }
    }

    @Override
    public void close() {
        loop.expectInside();
        cut(null);
    }

    @Override
    public void loopEnds() {
        cut(new ClosedTransportException());
    }

    /** Closes the port now, whatever state it is in. */
    void cut(@Nullable IOException cause) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        this.cause = cause;
        tellingClosed.handIn(); // before all that may fail
        if (pause != null) {
            pause.cancel();
        }
        try {
            exchange.close();
        } finally {
            Channels.closeQuietly(channel);
        }
    }

    private void tellClosed() {
        try {
            if (binding != null) {
                loop.letGoOfClosed();
                binding.freed();
            }
        } finally {
            handler.closed(cause);
            loop.ports().decrementAndGet();
            if (binding != null) {
                binding.gone();
            }
        }
    }
}
