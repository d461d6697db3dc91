package org.hedgerow.server.tables;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.hedgerow.lane.Nanos;
import org.hedgerow.lane.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One load of a table: opens its files, which have to be regular ones, since a pipe or a device may never come to an end, and
 * keeps to its limits. Not thread-safe.
 */
final class Load implements FileOpener {
    private final LoadLimits limits;
    private final Ticker ticker;
    private final long since;
    private int files;
    private long bytes;
    private @Nullable String over;

    Load(LoadLimits limits, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.since = ticker.nanos();
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return bounded(channel(file));
    }

    @Override
    public InputStream openWithin(Path directory, Path file) throws IOException {
        checkWithin(directory, file);
        return open(file);
    }

    /** Fails for a file that is outside of that directory once all links are followed. */
    static void checkWithin(Path directory, Path file) throws IOException {
        if (!file.toRealPath().startsWith(directory.toRealPath())) {
            throw new FileSystemException(file.toString(), null, "expected no link that leads out of " + directory);
        }
    }

    /**
     * Opens a file.
     *
     * @throws TooMuchException if it would be one file too many, or have more bytes than the load may still read
     */
    FileChannel channel(Path file) throws IOException {
        check(++files > limits.files(), "at most " + limits.files() + " files in a table, found more");
        checkTime();
        checkRegular(file); // before it is opened, because opening a pipe waits for somebody who writes
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            checkBytes(channel.size());
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static void checkRegular(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!found.isRegularFile()) {
            String what = found.isDirectory() ? "a directory" : "a pipe, a socket or a device";
            throw new FileSystemException(file.toString(), null, "expected a regular file, found " + what);
        }
    }

    /** What the channel has from its position on. */
    InputStream bounded(FileChannel channel) {
        return new Bounded(Channels.newInputStream(channel));
    }

    /** How many bytes were read. */
    long bytes() {
        return bytes;
    }

    @Override
    public void giveUp() {
        over = "expected nothing to be read any more";
    }

    private void checkBytes(long more) throws TooMuchException {
        // As a difference, because the sum may overflow.
        check(
                more > limits.bytes() - bytes,
                "at most " + limits.bytes() + " bytes in all files of a table, found more");
    }

    private void checkTime() throws TooMuchException {
        check(
                ticker.nanos() - since > Nanos.of(limits.time()),
                "to have read all files of a table within " + limits.time().toSeconds() + " s");
    }

    private void check(boolean tooMuch, String expected) throws TooMuchException {
        if (over == null && tooMuch) {
            over = "expected " + expected;
        }
        if (over != null) {
            throw new TooMuchException(over);
        }
    }

    private final class Bounded extends FilterInputStream {
        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            checkTime();
            int count = in.read(into, from, length);
            checkBytes(count);
            bytes += Math.max(count, 0);
            return count;
        }
    }
}
