package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Parts of files that are sent by the system, as sendfile does. */
interface FileTests extends TransportTests {

    /** 70 MB to a reader that does not read at first: all of it, in its place between the bytes before and after. */
    @Test
    default void aFileArrivesWholeAndInItsPlace() throws IOException {
        FileChannel file = payload();
        AtomicInteger drains = new AtomicInteger();
        Probe probe = new Probe() {
            @Override
            public void opened(Connection connection) {
                write(connection, "before ");
                connection.write(file, 0, Payload.OCTETS);
                write(connection, " after");
                assertThat(connection.pendingOutput()).isEqualTo(Payload.OCTETS + 13);
                super.opened(connection);
            }

            @Override
            public void drained(Connection connection) {
                drains.incrementAndGet();
                connection.close();
            }
        };
        RawClient client = bench().slowClient(bench().listen(() -> probe));
        Connection connection = probe.connection();
        awaitStuck(connection);
        assertThat(drains).as("drained while the peer does not read").hasValue(0);
        assertThat(client.read(7)).isEqualTo("before ");
        Payload.expect(client.input());
        assertThat(client.readToEnd()).isEqualTo(" after");
        client.close();
        assertThat(probe.awaitClosed()).as("cause").isNull();
        assertThat(drains).hasValue(1);
        assertThat(file.isOpen()).as("the file stays its owner's").isTrue();
    }

    /** Small parts, single bytes between them, some written while others wait: the order is that of the writes. */
    @Test
    default void partsAndBytesKeepTheirOrder() throws IOException {
        FileChannel file = file("0123456789".getBytes(StandardCharsets.UTF_8));
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                for (; bytes.hasRemaining(); bytes.get()) {
                    int start = (char) bytes.get(bytes.position()) - '0';
                    write(connection, "<");
                    connection.write(file, start, 10 - start);
                    connection.write(file, 0, 0);
                    connection.write(file, 0, start);
                    write(connection, ">");
                }
            }
        };
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        String digits = "0123456789".repeat(20);
        bench().startAside(() -> {
            for (int i = 0; i < digits.length(); i++) {
                client.send(digits.substring(i, i + 1));
            }
            return true;
        });
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            int start = digits.charAt(i) - '0';
            expected.append('<')
                    .append("0123456789".substring(start))
                    .append("0123456789", 0, start)
                    .append('>');
        }
        assertThat(client.read(expected.length())).isEqualTo(expected.toString());
    }

    /** Closing after the write sends all of the file first. */
    @Test
    default void closeSendsTheFileFirst() throws IOException {
        FileChannel file = payload();
        Probe probe = new Sender(file, Connection::close);
        RawClient client = bench().slowClient(bench().listen(() -> probe));
        Payload.expect(client.input());
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** One file may be sent on several connections at a time. */
    @Test
    default void connectionsShareAFile() throws IOException {
        FileChannel file = payload();
        Listener listener = bench().listen(() -> new Sender(file, Connection::close));
        RawClient[] clients = new RawClient[4];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = bench().slowClient(listener);
        }
        for (RawClient client : clients) {
            bench().startAside(() -> {
                Payload.expect(client.input());
                client.close();
                return true;
            });
        }
        Wait.until("all gone", () -> listener.accepted() == clients.length && listener.connections() == 0);
        assertThat(file.position()).as("the file's own position").isEqualTo(file.size());
    }

    /** A file that ends before its announced length cuts the connection, so that the peer does not take it for whole. */
    @Test
    default void aFileThatIsTooShortIsTold() throws IOException {
        FileChannel file = file("short".getBytes(StandardCharsets.UTF_8));
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                connection.write(file, 0, 6);
                write(connection, "never sent");
            }
        };
        Listener listener = bench().listen(() -> probe);
        RawClient client = bench().rawClient(listener);
        client.send("go");
        assertThat(probe.awaitClosed()).as("cause").isInstanceOf(EOFException.class);
        assertThatThrownBy(client::readToEnd).isInstanceOf(IOException.class);
        assertThat(listener.failed()).as("failures of the network").isZero();
    }

    /** So does one that cannot be read; its neighbours on the lane do not notice. */
    @Test
    default void aFileThatCannotBeReadIsTold() throws IOException {
        FileChannel unreadable = bench().keep(FileChannel.open(temporary(), StandardOpenOption.WRITE));
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, () -> new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                write(connection, "promised");
                connection.write(unreadable, 0, 6);
            }
        });
        RawClient other = bench().rawClient(bench().listen(transport, EchoHandler::new));
        for (int i = 0; i < 4; i++) {
            RawClient client = bench().rawClient(listener);
            client.send("go");
            assertThatThrownBy(client::readToEnd).isInstanceOf(IOException.class);
            TransportBench.expectEcho(other, "unharmed");
        }
        Wait.until("all gone", () -> listener.connections() == 0);
        assertThat(listener.failed()).as("failures of the network").isZero();
        bench().expectService(transport);
    }

    /** So does one that is truncated or closed under way. */
    @Test
    default void aFileThatIsClosedUnderWayIsTold() throws IOException {
        FileChannel file = payload();
        Probe probe = new Sender(file, connection -> {});
        RawClient client = bench().slowClient(bench().listen(() -> probe));
        awaitStuck(probe.connection());
        file.close();
        bench().startAside(() -> {
            assertThatThrownBy(() -> client.input().readAllBytes()).isInstanceOf(IOException.class);
            return true;
        });
        assertThat(probe.awaitClosed()).as("cause").isNotNull();
    }

    /** A peer that goes away under way ends its own connection. */
    @Test
    default void aPeerThatGoesUnderWayConcernsOnlyItsConnection() throws IOException {
        FileChannel file = payload();
        Probe probe = new Sender(file, connection -> {});
        Transport transport = bench().transport();
        RawClient other = bench().rawClient(bench().listen(transport, EchoHandler::new));
        Listener listener = bench().listen(transport, () -> probe);
        RawClient client = bench().slowClient(listener);
        awaitStuck(probe.connection());
        client.reset();
        assertThat(probe.awaitClosed()).as("cause").isNotNull();
        Wait.until("counted", () -> listener.failed() == 1);
        TransportBench.expectEcho(other, "unharmed");
        assertThat(file.isOpen()).isTrue();
    }

    /** A connection that is reset here stops sending. */
    @Test
    default void resetStopsTheFile() throws IOException {
        FileChannel file = payload();
        Probe probe = new Sender(file, connection -> {});
        RawClient client = bench().slowClient(bench().listen(() -> probe));
        Connection connection = probe.connection();
        awaitStuck(connection);
        Wait.inLane(connection.lane(), connection::reset);
        assertThat(probe.awaitClosed()).as("cause").isNull();
        assertThatThrownBy(() -> client.input().readAllBytes()).isInstanceOf(IOException.class);
    }

    /** Unsent octets of a file count as output: above the mark the peer is not read from, until all is sent. */
    @Test
    default void aFileCountsForBackPressure() throws IOException {
        FileChannel file = payload();
        CountDownLatch drained = new CountDownLatch(1);
        Probe probe = new Sender(file, connection -> {}) {
            @Override
            public void drained(Connection connection) {
                drained.countDown();
            }
        };
        ListenOptions options = ListenOptions.defaults().withHighWater(1024);
        RawClient client = bench().slowClient(bench().listen(bench().transport(), () -> probe, options));
        Connection connection = probe.connection();
        awaitStuck(connection);
        client.send("a question");
        Wait.settle(connection.lane());
        assertThat(probe.text()).isEmpty();
        Payload.expect(client.input());
        Wait.on(drained, "drained");
        probe.awaitText("a question");
    }

    /** Parts that cannot be are misuse. */
    @Test
    default void negativePartsAreRefused() throws IOException {
        FileChannel file = file(new byte[1]);
        Probe probe = new Probe();
        bench().rawClient(bench().listen(() -> probe));
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), () -> {
            assertThatIllegalArgumentException().isThrownBy(() -> connection.write(file, -1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> connection.write(file, 0, -1));
            assertThatIllegalArgumentException().isThrownBy(() -> connection.write(file, 1, Long.MAX_VALUE));
        });
    }

    /** Waits until the peer's and the kernel's buffers are full: output is pending and does not move. */
    private static void awaitStuck(Connection connection) {
        Wait.until("output stuck", () -> {
            long before = Wait.inLane(connection.lane(), connection::pendingOutput);
            Wait.settle(connection.lane());
            return before > 0 && Wait.inLane(connection.lane(), connection::pendingOutput) == before;
        });
    }

    private FileChannel payload() throws IOException {
        Path path = temporary();
        try (OutputStream out = Files.newOutputStream(path)) {
            Payload.send(out);
        }
        FileChannel file = open(path);
        return file.position(file.size());
    }

    private FileChannel file(byte[] content) throws IOException {
        Path path = temporary();
        Files.write(path, content);
        return open(path);
    }

    private Path temporary() throws IOException {
        Path path = Files.createTempFile("hedgerow-contract", ".bin");
        bench().keep(() -> Files.deleteIfExists(path));
        return path;
    }

    private FileChannel open(Path path) throws IOException {
        return bench().keep(FileChannel.open(path, StandardOpenOption.READ));
    }

    /** Sends the payload as soon as it is open, and does something more. */
    class Sender extends Probe {
        private final FileChannel file;
        private final Consumer<Connection> afterwards;

        Sender(FileChannel file, Consumer<Connection> afterwards) {
            this.file = file;
            this.afterwards = afterwards;
        }

        @Override
        public void opened(Connection connection) {
            connection.write(file, 0, Payload.OCTETS);
            afterwards.accept(connection);
            super.opened(connection);
        }
    }
}
