package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.Test;

/** That the transport finds the batches that all other tests here are about. */
class BatchesInUseTest {

    @Test
    void portsUseBatches() throws Exception {
        try (NioTransport transport = new NioTransport(TransportOptions.defaults());
                DatagramChannel channel =
                        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            channel.configureBlocking(false);
            PortExchange exchange = new Batches().over((EventLoop) transport.lane(), channel);
            assertThat(exchange).isInstanceOf(Batched.class);
            assertThat(exchange.most()).isEqualTo(32);
            exchange.close();
        }
    }
}
