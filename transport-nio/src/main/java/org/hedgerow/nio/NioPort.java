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
import org.hedgerow.nio.batch.DatagramBatch;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
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
    private final DatagramHandler handler;
    private final @Nullable NioBinding binding;
    private final SocketAddress local;
    private PortExchange exchange;
    private @Nullable SelectionKey key;
    private @Nullable Cancellable pause;
    private State state = State.NEW;
    private int failures;
    private boolean threw;

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
        this.handler = handler;
        this.binding = binding;
        this.exchange = new PortExchange(loop, new OneByOne(loop.memory().datagrams(), channel, peer));
        this.local = channel.getLocalAddress();
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
        } catch (IOException | RuntimeException e) {
            cut(new IOException("the port cannot be served: " + e, e));
            return;
        }
        if (peer == null) {
            // Towards peers they measured no gain: such ports come and go, and each would have memory of its own.
            DatagramBatch batch = loop.transport().batches().open(channel);
            exchange = batch == null ? exchange : new PortExchange(loop, batch);
        }
        state = State.OPEN;
        try {
            handler.opened(this);
        } catch (RuntimeException | Error e) {
            threw(e);
        }
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
        } catch (RuntimeException | Error e) {
            LOG.error("{} could not receive", local, e); // whatever it was, the next one may be better
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
            try {
                handler.received(this, bytes, from);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
        exchange.handedOver();
        return arrived;
    }

    private void failed(IOException e) {
        LOG.debug("{} could not receive: {}", local, e.toString());
        if (peer != null && state == State.OPEN) {
            refused(e);
        }
        failures++;
        if (failures >= FAILURES_IN_A_ROW && state == State.OPEN) {
            failures = 0;
            receiving(false);
            pause = loop.schedule(PAUSE_NANOS, () -> receiving(true));
        }
    }

    private void refused(IOException cause) {
        try {
            handler.refused(this, cause);
        } catch (RuntimeException | Error e) {
            threw(e);
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
        } else if (state == State.DRAINING) {
            end();
        }
    }

    private void end() {
        state = State.ENDED;
        try {
            handler.ended(this);
        } catch (RuntimeException | Error e) {
            threw(e);
        }
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
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!loop.inside()) {
            throw new IllegalStateException("called outside the lane; hand a task to its execute");
        }
        if (peer != null && !peer.equals(to)) {
            throw new IllegalArgumentException("expected the peer " + peer + ", found " + to);
        }
        if (state != State.CLOSED) {
            exchange.send(bytes, offset, length, to);
        }
    }

    @Override
    public void close() {
        cut(null);
    }

    @Override
    public void loopEnds() {
        cut(new IOException("the transport is closed"));
    }

    /** Closes the port now, whatever state it is in. */
    void cut(@Nullable IOException cause) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        if (pause != null) {
            pause.cancel();
        }
        try {
            exchange.close();
        } finally {
            Channels.closeQuietly(channel);
            loop.execute(() -> gone(cause));
        }
    }

    private void gone(@Nullable IOException cause) {
        if (binding != null) {
            loop.letGoOfClosed();
            binding.freed();
        }
        try {
            handler.closed(this, cause);
        } finally {
            loop.forgetPort();
            if (binding != null) {
                binding.gone();
            }
        }
    }

    /** Whatever a handler does with one datagram, the next one is handed over. */
    private void threw(Throwable failure) {
        if (threw) {
            LOG.debug("the handler of {} threw again", local, failure);
        } else {
            threw = true; // anybody may send what it throws at, and fill the log
            LOG.warn("the handler of {} threw; what follows is logged for debugging only", local, failure);
        }
    }
}
