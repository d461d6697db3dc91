package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.jspecify.annotations.Nullable;

/** Passes the callbacks on, and complains if their order, their number or their lane is not what the contract says. */
final class WatchedDatagramHandler implements DatagramHandler {
    private final DatagramHandler handler;
    private final CallbackWatch watch;
    private boolean opened;
    private boolean ended;

    WatchedDatagramHandler(DatagramHandler handler, CallbackWatch watch) {
        this.handler = handler;
        this.watch = watch;
    }

    @Override
    public void opened(DatagramPort port) {
        watch.watch("opened", port.lane(), () -> {
            watch.expect(!opened, "opened twice");
            opened = true;
            handler.opened(port);
        });
    }

    @Override
    public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
        watch.watch("received", port.lane(), () -> {
            watch.expect(opened, "received before opened");
            watch.expect(!ended, "received after ended");
            watch.expect(bytes.hasArray(), "received a buffer without an array");
            handler.received(port, bytes, from);
        });
    }

    @Override
    public void refused(DatagramPort port, IOException cause) {
        watch.watch("refused", port.lane(), () -> {
            watch.expect(opened, "refused before opened");
            watch.expect(!ended, "refused after ended");
            handler.refused(port, cause);
        });
    }

    @Override
    public void ended(DatagramPort port) {
        watch.watch("ended", port.lane(), () -> {
            watch.expect(opened, "ended before opened");
            watch.expect(!ended, "ended twice");
            ended = true;
            handler.ended(port);
        });
    }

    @Override
    public void closed(DatagramPort port, @Nullable IOException cause) {
        watch.watch("closed", port.lane(), () -> {
            watch.closed();
            handler.closed(port, cause);
        });
    }
}
