package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sends 70 MB to a sink, in one of four ways. */
@Command(
        name = "send-70mb",
        description = "a client that sends 70 MB to a sink: blocking, non-blocking, by select, or by an event loop")
final class Send70MbCommand implements Design {
    private static final byte[] LINE = "foobar\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LINES = 10 * 1024 * 1024;

    @Parameters(
            paramLabel = "WAY",
            converter = ToWay.class,
            description = "One of blocking, non-blocking, select and event-loop, which sends it to three sockets.")
    private Way way = BlockingClient::send;

    @Mixin
    private ServerAddress server;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GalleryException, IOException {
        InetSocketAddress address = server.get();
        ByteBuffer data = data();
        SendLog log = new SendLog(spec.commandLine().getOut());
        way.send(address, data, log);
        log.end();
        return ExitCode.OK;
    }

    /** {@code 'foobar\n' * 10 * 1024 * 1024}. */
    private static ByteBuffer data() {
        ByteBuffer data = ByteBuffer.allocateDirect(LINE.length * LINES);
        while (data.hasRemaining()) {
            data.put(LINE);
        }
        return data.flip();
    }

    /** A way to send. */
    @FunctionalInterface
    interface Way {
        void send(SocketAddress server, ByteBuffer data, SendLog log) throws IOException;
    }

    /** The ways by their names. */
    static final class ToWay implements ITypeConverter<Way> {
        @Override
        public Way convert(String text) {
            return switch (text) {
                case "blocking" -> BlockingClient::send;
                case "non-blocking" -> NonBlockingClient::send;
                case "select" -> SelectClient::send;
                case "event-loop" -> EventLoopClient::send;
                default ->
                    throw new TypeConversionException(
                            "expected blocking, non-blocking, select or event-loop, found \"" + text + '"');
            };
        }
    }
}
