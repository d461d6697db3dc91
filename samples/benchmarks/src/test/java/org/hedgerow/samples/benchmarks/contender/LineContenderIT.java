package org.hedgerow.samples.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedgerow.line.LineFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the servers of the line protocol of the packaged program, and asks them by Hedgerow's own client and by hand. */
class LineContenderIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    private static final int TIMES = 20;

    @TempDir
    private static Path directory;

    private static Path table;

    @BeforeAll
    static void writeTable() throws IOException {
        table = KnownNames.writeTable(directory);
    }

    @Test
    void servesTheTableBySelector() throws IOException {
        try (ContenderProcess server = ContenderProcess.start(JAVA, "line-selector", table)) {
            isRight(server.address());
        }
    }

    @Test
    void servesTheTableByVirtualThreads() throws IOException {
        if (Boolean.parseBoolean(System.getProperty("jdk25.absent"))) {
            abort("line-virtual runs on JDK 25: there is none here, or it is unwanted");
        }
        Path newer = Path.of(System.getProperty("jdk25.home"));
        try (ContenderProcess server = ContenderProcess.start(newer, "line-virtual", table)) {
            isRight(server.address());
        }
    }

    @Test
    void tellsOfAJavaWithoutVirtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() < 21, "this Java has virtual threads");
        List<String> command = ContenderProcess.command(JAVA, "line-virtual", 1);
        command.add(table.toString());
        Process process = new ProcessBuilder(command).start();
        assertThat(process.errorReader().lines().collect(Collectors.joining("\n")))
                .contains("expected JDK 21 or later");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static void isRight(SocketAddress address) throws IOException {
        KnownNames.answersAreRight(address, LineFormat.standard());
        try (Socket socket = new Socket()) {
            socket.connect(address);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            takesPieces(socket.getOutputStream(), in);
            takesMuch(socket.getOutputStream(), in);
        }
    }

    /** Lines octet by octet, in capitals, ended by CRLF, and a name between them that nobody has. */
    private static void takesPieces(OutputStream out, BufferedReader in) throws IOException {
        String queries = KnownNames.name(1).toUpperCase(Locale.ROOT) + "\nnone.example.com\n" + KnownNames.name(2);
        for (byte each : octets(queries + "\r\n")) {
            out.write(each);
        }
        assertThat(in.readLine()).isEqualTo(reply(1));
        assertThat(in.readLine()).isEqualTo(reply(2));
    }

    /** More than sockets hold. */
    private static void takesMuch(OutputStream out, BufferedReader in) throws IOException {
        byte[] queries = octets(IntStream.range(0, KnownNames.NAMES)
                .mapToObj(i -> KnownNames.name(i) + '\n')
                .collect(Collectors.joining()));
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> write(out, queries));
        for (int i = 0; i < KnownNames.NAMES * TIMES; i++) {
            assertThat(in.readLine()).isEqualTo(reply(i % KnownNames.NAMES));
        }
        asking.join();
    }

    private static void write(OutputStream out, byte[] queries) {
        try {
            for (int i = 0; i < TIMES; i++) {
                out.write(queries);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String reply(int i) {
        return KnownNames.name(i) + ' ' + KnownNames.address(i) + " A IN";
    }
}
