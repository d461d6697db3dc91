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

    DirectoryFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, DirectoryFiles::isOfTable)) {
            all.forEach(files::add);
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
