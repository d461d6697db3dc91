package org.hedgerow.blocking;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.hedgerow.transport.accept.Thrown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the JDK open what it needs to wait on sockets and to close them: selectors and a pair of sockets, which it opens with
 * the first read of a virtual thread and the first close. If that came when no descriptor is to be had, as it does where
 * clients are many, it would fail for good, and the JVM could neither read nor close a socket any more.
 */
final class WarmUp implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Does it, on a reader thread. Blocks for about a millisecond. */
    static void on(Threads threads) throws IOException {
        Thread thread = threads.startReader(new WarmUp());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
            client.socket().setSoTimeout(1);
            LOG.debug("read {}", client.socket().getInputStream().read());
        } catch (SocketTimeoutException expected) {
            LOG.debug("sockets work");
        } catch (Throwable e) {
            Thrown.reportForDebugging(LOG, "cannot try sockets out", e);
        }
    }
}
