package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The 70 MB clients that do not block, against readers that read nothing until a send would have blocked. */
@Timeout(60)
class SlowReaderTest {
    private static final long SEVENTY_MB = 70 * 1024 * 1024;

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final CountDownLatch wouldBlock = new CountDownLatch(1);

    @ParameterizedTest
    @CsvSource({"non-blocking,1", "select,1", "event-loop,3"})
    void aSendThatWouldBlockIsToldAndGoesOnLater(String way, int sockets) throws Exception {
        try (ServerSocket server = new ServerSocket(0, sockets, InetAddress.getLoopbackAddress())) {
            List<Future<Long>> received = new ArrayList<>();
            for (int i = 0; i < sockets; i++) {
                received.add(readers.submit(() -> readLate(server)));
            }
            StringWriter out = new Watched();

            CommandLine command = Gallery.commandLine().setOut(new PrintWriter(out));
            int exitCode = command.execute("send-70mb", way, "-p", Integer.toString(server.getLocalPort()));

            assertThat(exitCode).as("%s", out).isZero();
            assertThat(out.toString()).contains("would block with ").doesNotContain("; 0 would have blocked");
            for (Future<Long> each : received) {
                assertThat(each.get()).isEqualTo(SEVENTY_MB);
            }
        }
    }

    @AfterEach
    void end() {
        readers.shutdownNow();
    }

    private long readLate(ServerSocket server) throws IOException, InterruptedException {
        try (Socket socket = server.accept()) {
            wouldBlock.await();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[64 * 1024];
            long received = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received += read;
            }
            return received;
        }
    }

    /** What a client prints, which shows when it would have blocked: among its first lines, if nobody reads. */
    private final class Watched extends StringWriter {
        @Override
        public void write(String text, int offset, int length) {
            super.write(text, offset, length);
            if (text.startsWith("would block")) {
                wouldBlock.countDown();
            }
        }
    }
}
