package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HeldPortTest {
    @Test
    void nobodyIsThere() throws Exception {
        try (HeldPort held = HeldPort.open()) {
            assertThat(held.address().getPort()).isEqualTo(held.number());
            assertThatThrownBy(() -> new Socket(held.address().getAddress(), held.number()))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoIsToldItsNumberMayListenAndComeAgain() throws Exception {
        try (HeldPort held = HeldPort.open()) {
            for (int i = 0; i < 2; i++) {
                try (ServerSocket server = new ServerSocket(
                                held.number(), 1, held.address().getAddress());
                        Socket client = new Socket(held.address().getAddress(), held.number())) {
                    assertThat(server.accept().getRemoteSocketAddress()).isEqualTo(client.getLocalSocketAddress());
                }
            }
        }
    }
}
