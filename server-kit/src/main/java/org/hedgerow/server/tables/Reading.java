package org.hedgerow.server.tables;

import com.google.common.collect.Sets;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hedgerow.lane.Ticker;
import org.hedgerow.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * One reading of all files of a table: what they hold, the hash of exactly that, and how they looked before. It can keep
 * the files open, to tell later whether what it has read is still in them, whatever has taken their places meanwhile.
 * Not for several threads.
 */
final class Reading implements FileOpener, AutoCloseable {
    private final Load load;
    private final boolean keepsOpen;
    private final Map<Path, Stamp> stamps = new HashMap<>();
    private final Map<Path, HashCode> hashes = new HashMap<>();
    private final Map<Path, FileChannel> kept = new HashMap<>();
    private final List<HashedFile> open = new ArrayList<>();
    private List<Path> roots = List.of();
    private ReadTable table = new ReadTable(Table.builder(), List.of());
    private @Nullable Exception failure;
    private boolean torn;

    private Reading(Load load, boolean keepsOpen) {
        this.load = load;
        this.keepsOpen = keepsOpen;
    }

    /** Reads the files; a failure is part of what is found. Blocks. */
    static Reading of(Followed followed, Ticker ticker, boolean keepsOpen) {
        TableFileOptions options = followed.options();
        FileSet files = followed.files();
        Reading reading = new Reading(new Load(options.limits(), ticker), keepsOpen);
        try {
            reading.roots = files.filesOrPlaces();
            reading.roots.forEach(file -> reading.stamps.put(file, Stamp.of(file)));
            reading.table = TableFiles.read(files.files(), options, reading, record -> {});
        } catch (IOException | RuntimeException e) {
            reading.failure = e;
        }
        reading.finish();
        return reading;
    }

    @Override
    public InputStream open(Path file) throws IOException {
        stamps.computeIfAbsent(file, Stamp::of);
        FileChannel channel = load.channel(file);
        boolean keeps = keepsOpen && kept.putIfAbsent(file, channel) == null;
        HashedFile opened = new HashedFile(file, channel, !keeps);
        open.add(opened);
        return opened;
    }

    @Override
    public InputStream openWithin(Path directory, Path file) throws IOException {
        stamps.computeIfAbsent(file, Stamp::of); // first: one that is not there yet may come
        Load.checkWithin(directory, file);
        return open(file);
    }

    @Override
    public void giveUp() {
        load.giveUp();
    }

    /** Who finds a line bad may have left the rest of the file, which the hash is of, too. */
    private void finish() {
        for (HashedFile each : List.copyOf(open)) {
            try (each) {
                ByteStreams.exhaust(each);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
    }

    /** Whether a file that was read twice, for it is included twice, was not the same both times. */
    boolean isTorn() {
        return torn;
    }

    /** How the files looked before they were read, with those that are included. */
    Sight sight() {
        return new Sight(Map.copyOf(stamps));
    }

    /** What was read, of each file; without those that could not be. */
    Map<Path, HashCode> hashes() {
        return Map.copyOf(hashes);
    }

    /** Makes the table of what was read, which can be done once, and logs what is odd; an empty one if it failed. */
    Table table() {
        return table.logged().build();
    }

    /** Why there is no table; empty if there is. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** The files that others include. */
    Set<Path> included() {
        return Set.copyOf(Sets.difference(stamps.keySet(), Set.copyOf(roots)));
    }

    /** How much was read, of all files. */
    long octets() {
        return load.bytes();
    }

    /** Whether there is but one file, so that no two can be of different versions. */
    boolean isOfOneFile() {
        return stamps.size() == 1;
    }

    /** Whether all files could be read to their ends. */
    boolean isWhole() {
        return !torn && hashes.keySet().equals(stamps.keySet());
    }

    /**
     * Whether the files that were kept open still hold what was read, and those that are still in their places have not
     * been changed. Blocks.
     */
    boolean isStillTrue(Load again) {
        for (Map.Entry<Path, FileChannel> each : kept.entrySet()) {
            Stamp before = stamps.getOrDefault(each.getKey(), Stamp.of(each.getKey()));
            Stamp now = Stamp.of(each.getKey());
            if (now.isSameFile(before) && !now.equals(before)) {
                return false;
            }
            try {
                HashCode hash = hash(again.bounded(each.getValue().position(0)));
                if (!hash.equals(hashes.get(each.getKey()))) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** The hashes of what these files hold now. Blocks. */
    static Map<Path, HashCode> hashes(Iterable<Path> files, Load load) throws IOException {
        Map<Path, HashCode> hashes = new HashMap<>();
        for (Path file : files) {
            try (InputStream in = load.open(file)) {
                hashes.put(file, hash(in));
            }
        }
        return hashes;
    }

    private static HashCode hash(InputStream in) throws IOException {
        HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), in);
        ByteStreams.exhaust(hashing);
        return hashing.hash();
    }

    /** Lets go of the files that were kept open. */
    @Override
    public void close() {
        for (FileChannel each : kept.values()) {
            try {
                each.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
        kept.clear();
    }

    /** Notes the hash of what was read when it is closed, and then closes the channel, unless that is kept. */
    private final class HashedFile extends FilterInputStream {
        private final Path file;
        private final boolean closes;
        private boolean closed;

        HashedFile(Path file, FileChannel channel, boolean closes) {
            super(new HashingInputStream(Hashing.sha256(), load.bounded(channel)));
            this.file = file;
            this.closes = closes;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            open.remove(this);
            try {
                ByteStreams.exhaust(in);
                HashCode hash = ((HashingInputStream) in).hash();
                torn |= !hash.equals(hashes.getOrDefault(file, hash));
                hashes.put(file, hash);
            } finally {
                if (closes) {
                    in.close();
                }
            }
        }
    }
}
