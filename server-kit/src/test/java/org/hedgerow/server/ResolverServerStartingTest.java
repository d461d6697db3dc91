package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a server cannot be built or started, and how it says so. */
class ResolverServerStartingTest {
    @RegisterExtension
    final Servers servers = new Servers();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anAddressInUseIsNamed(String name) throws Exception {
        Transport transport = servers.transport(name);
        InetSocketAddress taken =
                (InetSocketAddress) servers.tableServer(transport, "").address();
        ResolverServer second =
                Servers.builder(transport, call -> {}).listen(taken).build();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(second::start)
                .withMessageContaining(":" + taken.getPort())
                .withMessageContaining("in use");
        assertThat(second.close(Servers.LONG)).isEqualTo(Shutdown.GRACEFUL);
    }

    @Test
    void startsOnceAndNotAfterClose() throws Exception {
        Transport transport = servers.transport("nio");
        ResolverServer server = servers.tableServer(transport, "");
        ResolverServer never =
                Servers.builder(transport, call -> {}).listen(Servers.ANY_PORT).build();

        assertThatIllegalStateException().isThrownBy(server::start).withMessage("the server is started already");
        assertThatIllegalStateException().isThrownBy(never::address).withMessage("the server is not started");
        assertThat(never.accepted()).isZero();
        assertThat(never.close(Duration.ZERO)).isEqualTo(Shutdown.GRACEFUL);
        assertThatIllegalStateException().isThrownBy(never::start).withMessage("the server is closed");
    }

    @Test
    void buildingSaysWhatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ResolverServer.builder().build())
                .withMessage("a server needs a transport");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Servers.builder(servers.transport("nio"), call -> {}).build())
                .withMessage("a server needs a listen address");
    }
}
