package org.hedgerow.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address, for streams, which the system gives to nobody else while this is open. Connections to it are
 * refused until somebody who is told its number listens on it, which on Linux whoever sets SO_REUSEADDR can, as servers do.
 * For programs that take no port 0, and tests in which nobody is to be there. Any thread.
 */
public final class HeldPort implements AutoCloseable {
    private final Socket socket; // bound, and never connected or listening

    private HeldPort(Socket socket) {
        this.socket = socket;
    }

    /** Takes a port that is free. */
    public static HeldPort open() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new HeldPort(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Its number. */
    public int number() {
        return socket.getLocalPort();
    }

    /** The loopback address with this port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Lets go of it; who listens on it goes on. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
