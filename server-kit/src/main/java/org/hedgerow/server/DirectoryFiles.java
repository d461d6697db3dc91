package org.hedgerow.server;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The table files of a directory. */
final class DirectoryFiles implements FileSet {
    /** Hidden files, and what editors and package managers leave beside the files that they change. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("\\..*|.*~|#.*#|.*\\.(swp|swo|tmp|bak|orig|rej|rpmsave|rpmnew|rpmorig|dpkg-\\w+)");

    private final Path directory;
    private final int max;

    /**
     * Those of a directory.
     *
     * @param max how many there may be
     */
    DirectoryFiles(Path directory, int max) {
        this.directory = directory;
        this.max = max;
    }

    @Override
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, DirectoryFiles::isOfTable)) {
            for (Path file : all) {
                if (files.size() == max) {
                    throw new IOException(directory + ": expected at most " + max + " files in a table, found more");
                }
                files.add(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(files);
        return files;
    }

    private static boolean isOfTable(Path file) {
        return !LEFT_OUT.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    @Override
    public List<Path> places() {
        return List.of(directory.resolve("."));
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
