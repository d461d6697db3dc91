package org.hedgerow.nio;

import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.nio.batch.BatchProvider;
import org.hedgerow.nio.batch.DatagramBatch;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who can move datagrams in batches here, for the sockets of one transport. Any thread. */
final class Batches {
    /** The system property that turns batches off. */
    static final String PROPERTY = "org.hedgerow.nio.batch";

    private static final int MOST_FAILURES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    private final AtomicBoolean told = new AtomicBoolean();
    private @Nullable List<BatchProvider> providers; // guarded by this

    /** Looks for providers, unless it has done so. */
    synchronized List<BatchProvider> providers() {
        if (providers == null) {
            boolean wanted = !"false".equals(System.getProperty(PROPERTY));
            providers = wanted ? find() : List.of();
        }
        return providers;
    }

    /** By the context class loader of whoever asks first, and where that does not see any, by this class's own. */
    private static List<BatchProvider> find() {
        List<BatchProvider> found = all(ServiceLoader.load(BatchProvider.class));
        return found.isEmpty() ? all(ServiceLoader.load(BatchProvider.class, Batches.class.getClassLoader())) : found;
    }

    /** All that this JVM can load. */
    static List<BatchProvider> all(ServiceLoader<BatchProvider> loader) {
        List<BatchProvider> found = new ArrayList<>();
        Iterator<BatchProvider> each = loader.iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!each.hasNext()) {
                    return List.copyOf(found);
                }
                found.add(each.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                // As classes for a later JDK do; the iterator has moved on. Not all JDKs wrap that error.
                LOG.debug("passes over a provider of batches: {}", e.toString());
            }
        }
        return List.copyOf(found); // nothing but failures: the loader itself does not get on
    }

    /** The batches of a channel by whoever can, or null where datagrams go one by one. In the loop. */
    @Nullable
    DatagramBatch open(DatagramChannel channel) {
        String reason = null;
        for (BatchProvider provider : providers()) {
            try {
                DatagramBatch batch = provider.open(channel);
                tell("in batches, by " + provider.name());
                return batch;
            } catch (Throwable e) { // whatever it is, one by one they go
                reason = "no batches by " + provider.name() + ": " + e.getMessage();
                Thrown.reportForDebugging(LOG, "no batches by a provider", e);
            }
        }
        if (reason != null) {
            tell("one by one; " + reason);
        }
        return null;
    }

    private void tell(String how) {
        if (told.compareAndSet(false, true)) {
            LOG.info("datagrams go {}", how);
        }
    }
}
