package org.hedgerow.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.DatagramPort;
import org.jspecify.annotations.Nullable;

/**
 * A datagram port in memory: the test says what arrives and sees what is sent. Lives in a {@link ManualLane}, which the
 * methods of the test's side run empty before they return.
 *
 * <pre>
 *   new --a task of its own--> open --receive--> open --end--> ended
 *    |                          |                               |
 *    '--------------------------'--close, fail------------------'--> closed
 * </pre>
 *
 * <p>Confined to the test's thread.
 */
public final class ScriptedPort implements DatagramPort {
    private static final SocketAddress LOCAL = InetSocketAddress.createUnresolved("scripted.local", 1);

    private final ManualLane lane;
    private final @Nullable SocketAddress peer;
    private final DatagramHandler handler;
    private final List<byte[]> sent = new ArrayList<>();
    private final List<SocketAddress> recipients = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private boolean opened;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException cause;

    private ScriptedPort(ManualLane lane, @Nullable SocketAddress peer, DatagramHandler handler) {
        this.lane = lane;
        this.peer = peer;
        this.handler = handler;
        lane.execute(this::open);
    }

    /** A port towards one peer, opened by the lane's next task. */
    public static ScriptedPort towards(ManualLane lane, SocketAddress peer, DatagramHandler handler) {
        return new ScriptedPort(lane, peer, handler);
    }

    /** A port that is bound, for whoever sends to it, and open. */
    public static ScriptedPort bound(ManualLane lane, DatagramHandlerFactory handlers) {
        ScriptedPort port = new ScriptedPort(lane, null, handlers.newHandler());
        lane.runAll();
        return port;
    }

    // The test's side.

    /** A datagram comes from the peer. */
    public void receive(byte[] datagram) {
        if (peer == null) {
            throw new IllegalStateException("a bound port has no peer: say whom it comes from");
        }
        receive(datagram, peer);
    }

    /** A datagram comes from somebody; dropped if that is not the peer, where the port has one, or it takes none any more. */
    public void receive(byte[] datagram, SocketAddress from) {
        lane.run(() -> {
            if (opened && !ended && !closed && (peer == null || peer.equals(from))) {
                tell(() -> handler.received(this, ByteBuffer.wrap(datagram.clone()), from));
            }
        });
    }

    /** The system says that what was sent to the peer was refused. */
    public void refuse(IOException cause) {
        lane.run(() -> {
            if (opened && !ended && !closed) {
                tell(() -> handler.refused(this, cause));
            }
        });
    }

    /** The binding is drained. */
    public void end() {
        lane.run(() -> {
            if (opened && !ended && !closed) {
                ended = true;
                tell(() -> handler.ended(this));
            }
        });
    }

    /** The port is gone, or could not be opened if it is not open yet. */
    public void fail(IOException cause) {
        lane.run(() -> cut(cause));
    }

    /** The datagrams that were sent so far, in that order. */
    public List<byte[]> sent() {
        return List.copyOf(sent);
    }

    /** To whom each of {@link #sent} was. */
    public List<SocketAddress> recipients() {
        return List.copyOf(recipients);
    }

    /** The datagrams that were sent since the last call; {@link #recipients} begins anew, too. */
    public List<byte[]> takeSent() {
        List<byte[]> taken = sent();
        sent.clear();
        recipients.clear();
        return taken;
    }

    /** Whom it was opened towards; null if it is bound for everybody. */
    public @Nullable SocketAddress peer() {
        return peer;
    }

    /** Whether the handler has been told that it is open. */
    public boolean isOpened() {
        return opened;
    }

    /** Whether the port is gone. */
    public boolean isClosed() {
        return closed;
    }

    /** Why it is gone, null if the handler has closed it. */
    public @Nullable IOException cause() {
        return cause;
    }

    /** What the handler has thrown, which has cost it the datagram and nothing else. */
    public List<RuntimeException> failures() {
        return List.copyOf(failures);
    }

    // The handler's side.

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public SocketAddress localAddress() {
        return LOCAL;
    }

    @Override
    public void send(byte[] bytes, int offset, int length, SocketAddress to) {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(to, "to");
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkInside();
        if (peer != null && !peer.equals(to)) {
            throw new IllegalArgumentException("expected the peer " + peer + ", found " + to);
        }
        if (!closed) {
            sent.add(Arrays.copyOfRange(bytes, offset, offset + length));
            recipients.add(to);
        }
    }

    @Override
    public void close() {
        checkInside();
        cut(null);
    }

    private void checkInside() {
        if (!lane.inside()) {
            throw new IllegalStateException("a port is confined to its lane");
        }
    }

    private void open() {
        if (!closed) {
            opened = true;
            tell(() -> handler.opened(this));
        }
    }

    private void cut(@Nullable IOException why) {
        if (!closed) {
            closed = true;
            cause = why;
            lane.execute(() -> handler.closed(this, why));
        }
    }

    /** Guards a callback: what it throws costs the datagram. */
    private void tell(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
