package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hedgerow.server.processes.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A client of {@link Reset} that ignores the reset: its read fails with ECONNRESET, the write after that with EPIPE, and the
 * process gets SIGPIPE, which the JVM survives.
 */
@Command(name = "sigpipe", description = "a client of reset that goes on to write: ECONNRESET, then EPIPE and SIGPIPE")
final class Sigpipe implements Design {
    private static final int TRIES = 10;
    private static final long SIGNAL_SECONDS = 10;

    @Mixin
    private ServerAddress server;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        CountDownLatch signal = new CountDownLatch(1);
        try (Signals signals = new Signals();
                SocketChannel socket = connect(server.get())) {
            boolean heard = signals.on("PIPE", signal::countDown);
            say("read:  " + failureOf(() -> socket.read(ByteBuffer.allocate(1))));
            say("write: " + failureOf(() -> socket.write(ByteBuffer.allocate(5))));
            if (heard && signal.await(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
                say("SIGPIPE came with it, and this process goes on");
            }
        }
        return ExitCode.OK;
    }

    /** The reset may overtake the end of connect; then there is no connection to write to, and the next try has one. */
    private static SocketChannel connect(SocketAddress server) throws IOException {
        for (int left = TRIES; ; left--) {
            try {
                return SocketChannel.open(server);
            } catch (SocketException e) {
                if (left == 1 || Outcome.of(e) != Outcome.RESET) {
                    throw e;
                }
            }
        }
    }

    private static String failureOf(Moving moving) throws GalleryException {
        try {
            int bytes = moving.move();
            throw new GalleryException("expected a server that resets, as reset does, but " + bytes + " bytes moved");
        } catch (IOException e) {
            return e.getMessage() + errno(e);
        }
    }

    /** What C calls it. */
    private static String errno(IOException e) {
        return switch (String.valueOf(e.getMessage())) {
            case "Connection reset" -> " (ECONNRESET)";
            case "Broken pipe" -> " (EPIPE)";
            default -> "";
        };
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Reads or writes. */
    private interface Moving {
        int move() throws IOException;
    }
}
