package org.hedgerow.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file of replies: written as a whole or not at all, so that what was there before stays until all is known. */
final class ResolvedFile {
    private final Path file;
    private final Path directory;

    private ResolvedFile(Path file, Path directory) {
        this.file = file;
        this.directory = directory;
    }

    /** The file at this path, which need not exist; a directory that cannot take it is told at once. */
    static ResolvedFile at(Path path) throws CliException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(path)) {
            throw new CliException("cannot write " + path + ": it is a directory");
        }
        if (!Files.isDirectory(directory)) {
            throw new CliException("cannot write " + path + ": no such directory");
        }
        if (!Files.isWritable(directory)) {
            throw new CliException("cannot write " + path + ": the directory is not writable");
        }
        return new ResolvedFile(path, directory);
    }

    /** Puts the replies in the place of what was there. Blocks. */
    void write(List<Reply> replies) throws CliException {
        StringBuilder lines = new StringBuilder();
        replies.forEach(reply -> lines.append(reply).append('\n'));
        // Beside the file, for only within one file system can it be moved in one step; and not made by createTempFile,
        // lest others could not read it.
        Path temporary = directory.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            writeAndSync(temporary, lines.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CliException.cannotWrite(file, e);
        } finally {
            temporary.toFile().delete(); // is there only if the move has failed
        }
    }

    private static void writeAndSync(Path path, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
