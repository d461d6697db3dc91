package org.hedgerow.transport.accept;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.Binding;

/** The address of what is bound for datagrams, and the count of its ports. */
public abstract class CountedBinding implements Binding {
    private final SocketAddress address;
    private final CountDownLatch open;

    /** One of so many ports, all of which are open. */
    protected CountedBinding(SocketAddress address, int ports) {
        this.address = Objects.requireNonNull(address, "address");
        this.open = new CountDownLatch(ports);
    }

    @Override
    public final SocketAddress address() {
        return address;
    }

    @Override
    public final boolean awaitEmpty(Duration limit) throws InterruptedException {
        return open.await(Nanos.of(Nanos.notNegative(limit, "limit")), TimeUnit.NANOSECONDS);
    }

    /** A port is gone and its handler knows. Once for each port; any thread. */
    public final void gone() {
        open.countDown();
        if (open.getCount() == 0) {
            over();
        }
    }

    /** No port is open any more. May be called more than once. */
    protected abstract void over();
}
