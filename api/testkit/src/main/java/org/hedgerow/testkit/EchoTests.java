package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Listener;
import org.junit.jupiter.api.Test;

/** Bytes arrive whole and in order, however they are cut and however many connections there are. */
interface EchoTests extends TransportTests {

    /** All {@code 2^(n-1)} ways to cut a message; each piece is sent when the one before it has come back. */
    @Test
    default void everyChunkingArrivesPieceByPiece() throws IOException {
        String message = "name.example";
        StreamPeer client = bench().client(bench().listen(EchoHandler::new));
        for (int cuts = 0; cuts < 1 << (message.length() - 1); cuts++) {
            for (String piece : pieces(message, cuts)) {
                TransportBench.expectEcho(client, piece);
            }
        }
    }

    /** The same, with all pieces of a message under way at once. */
    @Test
    default void everyChunkingArrivesWholeAndInOrder() throws IOException {
        String message = "name.example";
        StreamPeer client = bench().client(bench().listen(EchoHandler::new));
        for (int cuts = 0; cuts < 1 << (message.length() - 1); cuts++) {
            for (String piece : pieces(message, cuts)) {
                client.send(piece);
            }
            assertThat(client.read(message.length())).isEqualTo(message);
        }
    }

    /** What one callback writes in many small parts leaves whole and in order. */
    @Test
    default void manySmallWritesStayInOrder() throws IOException {
        int numbers = 50_000;
        Listener listener = bench().listen(() -> new Probe() {
            @Override
            public void opened(Connection connection) {
                for (int i = 0; i < numbers; i++) {
                    write(connection, i + "\n");
                }
                connection.close();
            }
        });
        StreamPeer client = bench().client(listener);
        String[] lines = client.readToEnd().split("\n");
        assertThat(lines).hasSize(numbers);
        for (int i = 0; i < numbers; i++) {
            assertThat(lines[i]).isEqualTo(Integer.toString(i));
        }
    }

    /** A write copies: what becomes of the array afterwards does not matter; offset and length are heeded. */
    @Test
    default void writeCopiesTheBytes() throws IOException {
        Listener listener = bench().listen(() -> new Probe() {
            @Override
            public void opened(Connection connection) {
                byte[] bytes = "<kept>".getBytes(StandardCharsets.US_ASCII);
                connection.write(bytes, 1, 4);
                Arrays.fill(bytes, (byte) '!');
                connection.write(bytes, 0, 0);
                connection.close();
            }
        });
        assertThat(bench().client(listener).readToEnd()).isEqualTo("kept");
    }

    /** Two thousand connections at once: all are open while each has its echo. */
    @Test
    default void thousandsOfConnectionsAtOnce() throws IOException {
        int connections = 2_000;
        Listener listener = bench().listen(EchoHandler::new);
        List<StreamPeer> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(bench().client(listener));
        }
        for (int i = 0; i < connections; i++) {
            clients.get(i).send("client " + i + "\n");
        }
        for (int i = 0; i < connections; i++) {
            String line = "client " + i + "\n";
            assertThat(clients.get(i).read(line.length())).isEqualTo(line);
        }
        assertThat(listener.connections()).isEqualTo(connections);
        assertThat(listener.accepted()).isEqualTo(connections);
    }

    private static List<String> pieces(String message, int cuts) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < message.length(); i++) {
            if ((cuts >> (i - 1) & 1) == 1) {
                pieces.add(message.substring(start, i));
                start = i;
            }
        }
        pieces.add(message.substring(start));
        return pieces;
    }
}
