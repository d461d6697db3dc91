package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.ThreadKind;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files, and what kind of thread sends them. */
class BlockingFileTest {
    private static final int RECEIVERS = 100;
    // More than the kernel buffers for a peer that does not read.
    private static final long LENGTH = 16 * 1024 * 1024;

    @RegisterExtension
    final BlockingBench bench = BlockingBench.onTheJvmsTime();

    @TempDir
    Path folder;

    /** Above all not on virtual threads, of which a blocked transfer would hold up as many as there are processors. */
    @ParameterizedTest
    @EnumSource
    void receiversThatDoNotReadHoldUpNobody(ThreadKind kind) throws Exception {
        assumeTrue(kind == ThreadKind.PLATFORM || LightThreads.areVirtual());
        Transport transport = bench.transport(TransportOptions.defaults().withThreads(kind));
        List<RawClient> receivers = new ArrayList<>();
        try (FileChannel file = file()) {
            Listener sending =
                    transport.listen(BlockingBench.ANY_PORT, () -> new Sender(file), ListenOptions.defaults());
            Listener echoing = transport.listen(BlockingBench.ANY_PORT, BlockingBench::echo, ListenOptions.defaults());
            for (int i = 0; i < RECEIVERS; i++) {
                RawClient receiver = RawClient.connect(sending.address(), 64 * 1024);
                receivers.add(receiver);
                receiver.read(1);
            }
            try (RawClient client = BlockingBench.client(echoing)) {
                BlockingBench.expectEcho(client, "not held up");
            }
            for (RawClient receiver : receivers) {
                receiver.close();
            }
            assertThat(sending.awaitEmpty(BlockingBench.LIMIT)).isTrue();
            assertThat(sending.failed()).isEqualTo(RECEIVERS);
            assertThat(file.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readersAndWritersAreOfTheKindThatWasAskedFor(ThreadKind kind) throws Exception {
        assumeTrue(kind == ThreadKind.PLATFORM || LightThreads.areVirtual());
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        CompletableFuture<Thread> writer = new CompletableFuture<>();
        Transport transport = bench.transport(TransportOptions.defaults().withThreads(kind));
        try (FileChannel file = file();
                RawClient client = BlockingBench.client(transport.listen(
                        BlockingBench.ANY_PORT,
                        () -> new Recorder() {
                            @Override
                            public void received(Connection connection, ByteBuffer bytes) {
                                reader.complete(Thread.currentThread());
                                connection.pendingOutput();
                                connection.write(file, 0, 1_000_000);
                            }

                            @Override
                            public void drained(Connection connection) {
                                writer.complete(Thread.currentThread());
                            }
                        },
                        ListenOptions.defaults()))) {
            client.send("x");
            client.input().skipNBytes(1_000_000);
            for (CompletableFuture<Thread> thread : List.of(reader, writer)) {
                assertThat(kindOf(BlockingBench.get(thread))).isEqualTo(kind);
            }
        }
    }

    @Test
    void aFileThatCannotBeReadCutsItsConnection() throws Exception {
        try (FileChannel file =
                FileChannel.open(folder.resolve("new"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Recorder sender = new Recorder() {
                @Override
                public void received(Connection connection, ByteBuffer bytes) {
                    connection.write(file, 0, 1);
                }
            };
            Listener listener = bench.listen(() -> sender);
            try (RawClient client = BlockingBench.client(listener)) {
                client.send("x"); // and not before, for a reset may overtake the end of connecting
                assertThat(sender.awaitClosed()).hasMessageContaining("cannot be read");
            }
            assertThat(listener.failed()).isZero();
        }
    }

    private FileChannel file() throws IOException {
        FileChannel file = FileChannel.open(
                folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        file.write(ByteBuffer.allocate(1), LENGTH - 1);
        return file;
    }

    private static ThreadKind kindOf(Thread thread) {
        // As compiled for Java 17, which knows no isVirtual.
        return thread.toString().startsWith("VirtualThread") ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
    }

    /** Sends the whole file at once. */
    private static final class Sender extends Recorder {
        private final FileChannel file;

        Sender(FileChannel file) {
            this.file = file;
        }

        @Override
        public void opened(Connection connection) {
            connection.write(file, 0, LENGTH);
            super.opened(connection);
        }
    }
}
