package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.server.processes.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What {@link SelfPipe} is the remedy for: the handler notes the signal, and interrupts select if that is being called. One
 * that comes just before is noted, and nobody looks.
 */
@Command(
        name = "signal-race",
        description = "the same without the pipe: the signal is lost, and select blocks until another")
final class SignalRace implements Design {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        AtomicInteger signals = new AtomicInteger();
        // In C a signal ends the system call that it meets (EINTR). Java's handlers run on a thread of their own, and
        // end
        // that call by a wakeup; one that came before select would be remembered, which is the remedy again.
        AtomicReference<@Nullable Selector> selecting = new AtomicReference<>();
        try (Selector selector = Selector.open();
                Signals handlers = new Signals()) {
            WorstMoment.pass(handlers, () -> {
                signals.incrementAndGet();
                Selector met = selecting.get();
                if (met != null) {
                    met.wakeup();
                }
            });
            selecting.set(selector);
            say("SIGUSR1 has come, before select, which blocks now; for another: kill -USR1 "
                    + ProcessHandle.current().pid());
            selector.select();
            say("Got signal, that is, number " + signals.get());
        }
        return ExitCode.OK;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
