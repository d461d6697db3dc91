package org.hedgerow.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TransportDefaultsTest {

    /** A transport need not do what came later; that it does not is said by its name. */
    @Test
    void aSimpleTransportSaysWhatItDoesNot() throws Exception {
        try (Transport simple = new Simple();
                ServerSocketChannel channel = ServerSocketChannel.open()) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> simple.adopt(channel, () -> refused(), ListenOptions.defaults()),
                    () -> simple.bind(new InetSocketAddress(0), () -> refused(), BindOptions.defaults()),
                    simple::usage)) {
                assertThatThrownBy(call)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageStartingWith("transport simple ");
            }
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T refused() {
        throw new UnsupportedOperationException();
    }

    /** No more than must be written. */
    private static final class Simple implements Transport {
        @Override
        public String name() {
            return "simple";
        }

        @Override
        public ConcurrencyModel model() {
            return ConcurrencyModel.EVENT_LOOP;
        }

        @Override
        public Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options) {
            return refused();
        }

        @Override
        public <T> Local<T> local(Function<Connector, T> make) {
            return refused();
        }

        @Override
        public Connector connector() {
            return refused();
        }

        @Override
        public void close() {}
    }
}
