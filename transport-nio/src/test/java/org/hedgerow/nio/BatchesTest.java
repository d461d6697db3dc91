package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hedgerow.lane.Lane;
import org.hedgerow.nio.batch.BatchProvider;
import org.hedgerow.nio.batch.DatagramBatch;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which providers of batches are found and taken. */
class BatchesTest {
    private static final String SERVICES = "META-INF/services/" + BatchProvider.class.getName();
    // In a class file the version comes after four octets of magic and two of the minor version.
    private static final int MAJOR_VERSION = 6;

    @TempDir
    private Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final NioTransport transport = new NioTransport(TransportOptions.defaults());
    private URLClassLoader loader;

    @BeforeEach
    void makeLoader() throws IOException {
        loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before);
    }

    @AfterEach
    void closeAll() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        System.clearProperty(Batches.PROPERTY);
        transport.close();
        loader.close();
    }

    private void provide(String... names) throws IOException {
        Files.createDirectories(directory.resolve(SERVICES).getParent());
        Files.write(directory.resolve(SERVICES), List.of(names));
    }

    /** A class for a JDK that nobody has yet. */
    private void writeClassOfTheFuture() throws IOException {
        String file = Capable.class.getName().replace('.', '/') + ".class";
        byte[] bytes;
        try (InputStream in = before.getResourceAsStream(file)) {
            bytes = in.readAllBytes();
        }
        bytes[MAJOR_VERSION] = 1;
        Files.write(directory.resolve("FromTheFuture.class"), bytes);
    }

    /** What of the providers cannot be loaded is passed over, wherever it stands. */
    @Test
    void providersForALaterJdkArePassedOver() throws IOException {
        writeClassOfTheFuture();
        provide("FromTheFuture", Capable.class.getName(), "not.There", Incapable.class.getName());
        assertThat(Batches.all(ServiceLoader.load(BatchProvider.class, loader)))
                .hasExactlyElementsOfTypes(Capable.class, Incapable.class);
    }

    @Test
    void theFirstThatOpensIsTaken() throws IOException {
        provide(Incapable.class.getName(), Broken.class.getName(), Capable.class.getName());
        assertThat(opened()).isInstanceOf(ScriptedBatch.class);
    }

    @Test
    void withoutOneThatOpensDatagramsGoOneByOne() throws IOException {
        provide(Incapable.class.getName(), Broken.class.getName());
        assertThat(opened()).isNull();
    }

    @Test
    void withoutAnyDatagramsGoOneByOne() throws IOException {
        assertThat(opened()).isNull();
    }

    @Test
    void aSystemPropertyTurnsThemOff() throws IOException {
        provide(Capable.class.getName());
        System.setProperty(Batches.PROPERTY, "false");
        assertThat(opened()).isNull();
    }

    /** A loop's thread has another class loader than who binds. */
    @Test
    void providersAreFoundByTheClassLoaderOfWhoeverBinds() throws IOException {
        provide(Capable.class.getName());
        Thread.currentThread().setContextClassLoader(loader);
        transport.bind(anyPort(), () -> (port, bytes, from) -> {}, BindOptions.defaults());
        Thread.currentThread().setContextClassLoader(before);
        assertThat(transport.batches().providers()).hasExactlyElementsOfTypes(Capable.class);
    }

    /** What is bound does; a port towards a peer, which is one of many, has each datagram take a call. */
    @Test
    void whatIsBoundSendsByThem() throws Exception {
        provide(Capable.class.getName());
        Thread.currentThread().setContextClassLoader(loader);
        CompletableFuture<DatagramPort> bound = new CompletableFuture<>();
        transport.bind(anyPort(), () -> whenOpened(bound::complete), BindOptions.defaults());
        try (DatagramSocket peer = new DatagramSocket(anyPort())) {
            SocketAddress address = peer.getLocalSocketAddress();
            Connector connector = transport.connector();
            Lane lane = connector.lane();
            lane.execute(() ->
                    connector.openPort(address, whenOpened(port -> port.send(new byte[] {'p'}, 0, 1, address))));
            DatagramPort port = bound.get(30, TimeUnit.SECONDS);
            port.lane().execute(() -> port.send(new byte[] {'b'}, 0, 1, address));
            await().until(() -> Capable.BATCHES.stream().anyMatch(batch -> batch.calls.contains(List.of("b"))));
            DatagramPacket packet = new DatagramPacket(new byte[10], 10);
            peer.setSoTimeout(30_000);
            peer.receive(packet);
            assertThat(packet.getData()[0]).isEqualTo((byte) 'p');
        }
    }

    private static DatagramHandler whenOpened(Consumer<DatagramPort> action) {
        return new DatagramHandler() {
            @Override
            public void opened(DatagramPort port) {
                action.accept(port);
            }

            @Override
            public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {}
        };
    }

    private DatagramBatch opened() throws IOException {
        Thread.currentThread().setContextClassLoader(loader);
        try (DatagramChannel channel = DatagramChannel.open().bind(anyPort())) {
            return new Batches().open(channel);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Opens. */
    public static final class Capable implements BatchProvider {
        static final Queue<ScriptedBatch> BATCHES = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "a test";
        }

        @Override
        public DatagramBatch open(DatagramChannel channel) {
            ScriptedBatch batch = new ScriptedBatch();
            BATCHES.add(batch);
            return batch;
        }
    }

    /** Says why not. */
    public static final class Incapable implements BatchProvider {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public DatagramBatch open(DatagramChannel channel) throws IOException {
            throw new IOException("expected another system");
        }
    }

    /** Lacks something. */
    public static final class Broken implements BatchProvider {
        @Override
        public String name() {
            return "something broken";
        }

        @Override
        public DatagramBatch open(DatagramChannel channel) {
            throw new NoClassDefFoundError("thrown by a test, on purpose");
        }
    }
}
