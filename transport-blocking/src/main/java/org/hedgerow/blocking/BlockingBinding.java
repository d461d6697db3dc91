package org.hedgerow.blocking;

import java.io.IOException;
import java.net.DatagramSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.accept.Causes;
import org.hedgerow.transport.accept.CountedBinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports that share one address, each with a lane and a thread of its own, which keeps the JVM alive. */
final class BlockingBinding extends CountedBinding {
    private static final Logger LOG = LoggerFactory.getLogger(BlockingBinding.class);
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TransportContext context;
    private final List<BlockingPort> ports;

    /** @param sockets bound, to the same address */
    BlockingBinding(List<DatagramSocket> sockets, DatagramHandlerFactory handlers, TransportContext context) {
        super(sockets.get(0).getLocalSocketAddress(), sockets.size());
        this.context = context;
        this.ports = sockets.stream()
                .map(socket -> new BlockingPort(
                        new MailboxLane(context),
                        PortSocket.of(socket),
                        Objects.requireNonNull(handlers.newHandler(), "the handler that the factory made"),
                        this::gone))
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * Begins to receive.
     *
     * @throws IOException if there are no threads to be had; the sockets are closed then
     * @throws IllegalStateException if the transport is closed; the sockets are as they were
     */
    void start() throws IOException {
        context.open().add(this, ports);
        try {
            for (BlockingPort port : ports) {
                context.threads().startReceiver(port.reader());
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    @Override
    public void drain() {
        for (BlockingPort port : ports) {
            port.lane().execute(port::drain);
        }
    }

    @Override
    public void close() {
        for (BlockingPort port : ports) {
            port.closeSocket();
            port.lane().execute(() -> port.cut(Causes.bindingClosed()));
        }
        awaitFree();
        over();
    }

    /** While somebody receives from a socket that is closed, the system does not give up its port. */
    private void awaitFree() {
        long deadline = System.nanoTime() + END_NANOS;
        try {
            for (BlockingPort port : ports) {
                if (!port.reader().awaitLeft(deadline - System.nanoTime())) {
                    LOG.warn(
                            "a thread does not leave its socket, which holds up the end of {}",
                            Endpoint.text(address()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void over() {
        context.open().remove(this);
    }
}
