package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.accept.Causes;
import org.hedgerow.transport.accept.CountedBinding;
import org.hedgerow.transport.accept.Ending;
import org.hedgerow.transport.accept.KeepAlive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports that share one address, each in a loop of its own. */
final class NioBinding extends CountedBinding implements NioOpen {
    private static final Logger LOG = LoggerFactory.getLogger(NioBinding.class);
    private static final long END_SECONDS = 1;

    private final Consumer<NioBinding> whenOver;
    private final List<NioPort> ports = new ArrayList<>();
    private final CountDownLatch free;
    private final KeepAlive keepAlive = new KeepAlive();

    /**
     * A binding that does not receive yet.
     *
     * @param channels one for each of the first loops
     * @param whenOver told when nothing is open any more or it is closed, perhaps more than once
     */
    NioBinding(
            List<DatagramChannel> channels,
            List<EventLoop> loops,
            DatagramHandlerFactory handlers,
            Consumer<NioBinding> whenOver)
            throws IOException {
        super(channels.get(0).getLocalAddress(), channels.size());
        this.whenOver = whenOver;
        this.free = new CountDownLatch(channels.size());
        for (int i = 0; i < channels.size(); i++) {
            channels.get(i).configureBlocking(false);
            DatagramHandler handler =
                    Objects.requireNonNull(handlers.newHandler(), "the handler that the factory made");
            ports.add(new NioPort(loops.get(i), channels.get(i), null, handler, this));
        }
    }

    @Override
    public void start() {
        ports.forEach(port -> port.loop().ports().incrementAndGet());
        keepAlive.start("hedgerow-nio-keep-alive");
        ports.forEach(port -> port.loop().execute(port::open));
    }

    /** The system has let go of the socket of a port. */
    void freed() {
        free.countDown();
    }

    @Override
    public void drain() {
        for (NioPort port : ports) {
            port.loop().execute(port::drain);
        }
    }

    @Override
    public void close() {
        cut(Causes.bindingClosed());
        awaitFree();
    }

    @Override
    public void cut(IOException cause) {
        for (NioPort port : ports) {
            port.loop().execute(() -> port.cut(cause));
        }
        over();
    }

    private void awaitFree() {
        if (Ending.isInLane()) {
            return;
        }
        try {
            if (!free.await(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a handler holds up the loop that is to give up {}", Endpoint.text(address()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void over() {
        keepAlive.end();
        whenOver.accept(this);
    }
}
