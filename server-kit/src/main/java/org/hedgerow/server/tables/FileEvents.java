package org.hedgerow.server.tables;

import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that something happens in directories, where the system tells; elsewhere nothing ever does. What it was is not
 * said, for events can be lost: whoever is told has to look. Confined to one thread.
 */
final class FileEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileEvents.class);
    private static final WatchEvent.Kind<?>[] ALL = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY
    };

    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final @Nullable WatchService service;

    private FileEvents(@Nullable WatchService service) {
        this.service = service;
    }

    /** No events at all: waiting is all there is to it. */
    static FileEvents none() {
        return new FileEvents(null);
    }

    /** Events of the default file system, if the system has any to give. */
    static FileEvents open() {
        try {
            return new FileEvents(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("no file events here: files are only polled", e);
            return none();
        }
    }

    /** Watches these directories and no others; returns whether one of them was not watched before, and is now. */
    boolean watch(Set<Path> directories) {
        if (service == null || keys.keySet().equals(directories)) {
            return false;
        }
        Set.copyOf(Sets.difference(keys.keySet(), directories)).forEach(this::forget);
        boolean any = false;
        for (Path directory : Set.copyOf(Sets.difference(directories, keys.keySet()))) {
            any |= add(directory, service);
        }
        return any;
    }

    private boolean add(Path directory, WatchService to) {
        try {
            keys.put(directory, directory.register(to, ALL));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("no events of {}: it is only polled", directory, e);
            return false;
        }
    }

    private void forget(Path directory) {
        WatchKey key = keys.remove(directory);
        // Two paths may be of one directory, which has one key.
        if (key != null && !keys.containsValue(key)) {
            key.cancel();
        }
    }

    /** Waits until something happens, so long at most; returns whether it has. */
    boolean await(long nanos) throws InterruptedException {
        if (service == null) {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return false;
        }
        WatchKey key = service.poll(nanos, TimeUnit.NANOSECONDS);
        boolean any = key != null;
        while (key != null) {
            key.pollEvents();
            if (!key.reset()) {
                keys.values().remove(key); // the directory is gone; another may come in its place
            }
            key = service.poll();
        }
        return any;
    }

    @Override
    public void close() {
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("file events could not be closed", e);
            }
        }
    }
}
