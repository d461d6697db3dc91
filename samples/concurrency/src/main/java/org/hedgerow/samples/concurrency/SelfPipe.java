package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.hedgerow.server.processes.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The self-pipe trick: a signal that comes just before select has left a byte in a pipe, so select returns at once. */
@Command(
        name = "self-pipe",
        description = "a signal comes just before select, and is seen: it has left a byte in a pipe")
final class SelfPipe implements Design {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel read = pipe.source();
                Pipe.SinkChannel write = pipe.sink();
                Selector selector = Selector.open();
                Signals signals = new Signals()) {
            // 1. Neither end blocks: a flood of signals may fill the pipe, but not stop their handler.
            read.configureBlocking(false);
            write.configureBlocking(false);
            // 2. The end to read from is one of those that select looks at.
            SelectionKey signalled = read.register(selector, SelectionKey.OP_READ);
            // 3. The handler writes a byte.
            WorstMoment.pass(signals, () -> put(write));
            say("SIGUSR1 has come, before select");
            // 4. So there is something to read, whenever the signal came.
            selector.select();
            if (signalled.isReadable()) {
                // 5. All of it: several signals may have come.
                ByteBuffer bytes = ByteBuffer.allocate(64);
                while (read.read(bytes) > 0) {
                    bytes.clear();
                }
                say("Got signal");
            }
        }
        return ExitCode.OK;
    }

    private static void put(Pipe.SinkChannel write) {
        try {
            write.write(ByteBuffer.allocate(1)); // takes nothing if the pipe is full: then select returns anyway
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
