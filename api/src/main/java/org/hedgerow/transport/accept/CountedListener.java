package org.hedgerow.transport.accept;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.hedgerow.transport.Listener;

/** A listener's address, and the counts of its connections. */
public abstract class CountedListener implements Listener {
    private final SocketAddress address;
    private final Admissions admissions;

    /** One whose connections are counted by this book. */
    protected CountedListener(SocketAddress address, Admissions admissions) {
        this.address = Objects.requireNonNull(address, "address");
        this.admissions = Objects.requireNonNull(admissions, "admissions");
    }

    /** The book of its connections. */
    protected final Admissions admissions() {
        return admissions;
    }

    @Override
    public final SocketAddress address() {
        return address;
    }

    @Override
    public final int connections() {
        return admissions.open();
    }

    @Override
    public final long accepted() {
        return admissions.accepted();
    }

    @Override
    public final List<Long> acceptedByWorker() {
        return admissions.acceptedByWorker();
    }

    @Override
    public final long failed() {
        return admissions.failed();
    }

    @Override
    public final boolean awaitEmpty(Duration limit) throws InterruptedException {
        return admissions.awaitEmpty(limit);
    }
}
