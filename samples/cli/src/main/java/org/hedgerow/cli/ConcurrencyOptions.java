package org.hedgerow.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ThreadKind;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which transport a server has, and how it shares the work among threads. */
final class ConcurrencyOptions {
    private static final List<ConcurrencyModel> POOLS =
            List.of(ConcurrencyModel.PRETHREADED_ACCEPT, ConcurrencyModel.PRETHREADED_HANDOFF);

    @Option(
            names = "--transport",
            paramLabel = "TRANSPORT",
            description =
                    "What moves the bytes: nio (event loops) or blocking (threads that wait); default: the one that"
                            + " has the --concurrency, or nio.")
    private @Nullable String name;

    @Option(
            names = "--concurrency",
            paramLabel = "MODEL",
            converter = ToModel.class,
            completionCandidates = Models.class,
            description = "How the work is shared among threads: ${COMPLETION-CANDIDATES}; default: event-loops on nio,"
                    + " thread-per-connection on blocking.")
    private @Nullable ConcurrencyModel model;

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = ToCount.class,
            description =
                    "How many event loops, or threads in the pool of a prethreaded model; thread-per-connection has"
                            + " no use for it; default: a loop for each processor, a pool of 64.")
    private @Nullable Integer workers;

    @Option(
            names = "--threads",
            paramLabel = "KIND",
            converter = ToThreadKind.class,
            completionCandidates = ToThreadKind.class,
            description = "Threads that wait are of the kind platform or virtual; default: virtual where this Java has"
                    + " them (21 or later).")
    private @Nullable ThreadKind threads;

    @Option(
            names = "--selector",
            paramLabel = "SELECTOR",
            converter = SelectorChoice.Converter.class,
            description = "What event loops wait by: epoll or poll; default: what this Java prefers. -v tells.")
    private @Nullable SelectorChoice selector;

    /** The transport that these options describe; it has done nothing yet. */
    Transport open() throws CliException {
        if (selector != null) {
            selector.use();
        }
        try {
            TransportOptions options = options();
            if (name != null) {
                return Transport.named(name, options);
            }
            return model == null ? Transport.named("nio", options) : Transport.of(model, options);
        } catch (IllegalArgumentException e) {
            throw new CliException(String.valueOf(e.getMessage()), e);
        }
    }

    private TransportOptions options() {
        TransportOptions options = TransportOptions.defaults().withModel(model);
        if (threads != null) {
            options = options.withThreads(threads);
        }
        if (workers != null) {
            options = options.withWorkers(workers);
            if (model == null || !POOLS.contains(model)) {
                // A pool has lanes, too: those of its connections to table servers, which shall not be as many.
                options = options.withLanes(workers);
            }
        }
        return options;
    }

    /** The names of the models. */
    static final class Models implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ConcurrencyModel.values())
                    .map(ConcurrencyModel::text)
                    .iterator();
        }
    }

    /** Reads a model. */
    static final class ToModel implements ITypeConverter<ConcurrencyModel> {
        @Override
        public ConcurrencyModel convert(String text) {
            try {
                return ConcurrencyModel.named(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Reads a kind of threads. */
    static final class ToThreadKind extends ChoiceConverter<ThreadKind> {
        ToThreadKind() {
            super(ThreadKind.class);
        }
    }

    /** Reads a number of at least 1. */
    static final class ToCount implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int count = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
            if (count < 1) {
                throw new TypeConversionException("expected a number from 1 to 999999, found \"" + text + '"');
            }
            return count;
        }
    }
}
