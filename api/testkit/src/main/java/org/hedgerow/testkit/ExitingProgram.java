package org.hedgerow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;

/** What {@link ExitTests} run in a JVM of its own: it ends in a callback, with everything in use. */
final class ExitingProgram {
    static final int CODE = 7;
    static final String CLOSED = "the hook has closed it";

    private ExitingProgram() {}

    /** Takes the class that extends the contract, and which side exits: accepted or outgoing. */
    public static void main(String[] arguments) throws Exception {
        Transport transport = OwnProcess.transportOf(arguments[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            transport.close();
            System.out.println(CLOSED);
        }));
        boolean acceptedExits = arguments[1].equals("accepted");
        Listener listener =
                transport.listen(TransportBench.anyPort(), () -> new Exiting(acceptedExits), ListenOptions.defaults());
        Binding binding =
                transport.bind(TransportBench.anyPort(), () -> (port, bytes, from) -> {}, BindOptions.defaults());
        if (binding.address() == null) {
            throw new IOException("not bound");
        }
        connect(transport.connector(), listener.address(), !acceptedExits);
        Thread.currentThread().join();
    }

    private static void connect(Connector connector, SocketAddress address, boolean exits) {
        connector.lane().execute(() -> connector.connect(address, new Exiting(exits)));
    }

    private record Exiting(boolean exits) implements ConnectionHandler {
        @Override
        public void opened(Connection connection) {
            connection.write(new byte[1], 0, 1);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            if (exits) {
                System.exit(CODE);
            }
        }

        @Override
        public void closed(Connection connection, @Nullable IOException cause) {
            if (cause == null) {
                throw new UncheckedIOException(new IOException("closed in order"));
            }
        }
    }
}
