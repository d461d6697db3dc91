package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** A temporary file of random octets, which nobody else sees and which is gone when it is closed. */
final class RandomFile {
    static final int MEBIBYTES = 16;
    static final long OCTETS = MEBIBYTES * 1024L * 1024;

    private static final int PORTION = 1 << 20;

    private RandomFile() {}

    static FileChannel open() throws IOException {
        Path path = Files.createTempFile("hedgerow-gallery", ".bin");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            fill(file);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static void fill(FileChannel file) throws IOException {
        SplittableRandom random = new SplittableRandom();
        byte[] portion = new byte[PORTION];
        for (long written = 0; written < OCTETS; written += portion.length) {
            random.nextBytes(portion);
            for (ByteBuffer bytes = ByteBuffer.wrap(portion); bytes.hasRemaining(); ) {
                file.write(bytes);
            }
        }
    }
}
