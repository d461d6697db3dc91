package org.hedgerow.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of one connection.
 *
 * @param address who is at the other end
 * @param outgoing whether it is still to be connected
 */
record Link(Socket socket, SocketAddress address, boolean outgoing) {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** A socket to be connected. */
    static Link to(SocketAddress address) {
        Socket socket = new Socket();
        try {
            // Has the JDK open the descriptor now: it loses one that it opens while another thread closes the socket.
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be connected to", address, e); // and whoever tries meets the same
        }
        return new Link(socket, address, true);
    }

    /** Connects if need be; blocks. */
    void establish() throws IOException {
        socket.setTcpNoDelay(true);
        if (outgoing) {
            socket.connect(address);
        }
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** Tells the peer that nothing more will come. */
    void shutDownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("{} was gone before its output could be shut down", address, e);
        }
    }

    /** Closes by a reset instead of in order. */
    void cut() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.debug("{} was gone before it could be reset", address, e);
        }
        close();
    }

    /** Closes; whoever blocks on the socket gets an exception. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing the socket of {} failed", address, e);
        }
    }
}
