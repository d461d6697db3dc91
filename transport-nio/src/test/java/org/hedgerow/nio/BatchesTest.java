package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.hedgerow.nio.batch.BatchProvider;
import org.hedgerow.nio.batch.DatagramBatch;
import org.hedgerow.transport.BindOptions;
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
        @Override
        public String name() {
            return "a test";
        }

        @Override
        public DatagramBatch open(DatagramChannel channel) {
            return new ScriptedBatch();
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
