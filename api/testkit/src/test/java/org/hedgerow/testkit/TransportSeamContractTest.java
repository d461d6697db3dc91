package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transport in memory is to pass these tests, which therefore know of no sockets. */
class TransportSeamContractTest {
    private static final List<String> SOCKETS = List.of(
            "java/net/Socket;",
            "java/net/ServerSocket",
            "java/net/DatagramSocket",
            "java/net/DatagramPacket",
            "java/nio/channels/SocketChannel",
            "java/nio/channels/ServerSocketChannel",
            "java/nio/channels/DatagramChannel",
            "testkit/RawClient",
            "testkit/RawDatagramClient");

    static List<Class<?>> themes() {
        return Arrays.asList(TransportSeamContract.class.getInterfaces());
    }

    @ParameterizedTest
    @MethodSource("themes")
    void knowsOfNoSockets(Class<?> theme) throws IOException {
        try (InputStream file = theme.getResourceAsStream(theme.getSimpleName() + ".class")) {
            // Names of classes stand in the file as they are.
            String text = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(SOCKETS).noneMatch(text::contains);
        }
    }
}
