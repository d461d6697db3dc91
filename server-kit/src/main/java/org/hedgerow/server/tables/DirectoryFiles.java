package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table files of a directory. */
final class DirectoryFiles implements FileSet {
    /** What table files are called. */
    static final String NAMES = "{*.zone,*.hosts,*.txt,*.db,db.*}";

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryTableSource.class);

    /**
     * Hidden files; what editors and package managers leave beside the files that they change; and what name servers and their
     * tools have beside zones: journals, keys, and signed zones.
     */
    private static final Pattern LEFT_OUT =
            Pattern.compile("\\..*|.*~|#.*#|.*\\.(swp|swo|tmp|bak|orig|rej|rpmsave|rpmnew|rpmorig|dpkg-\\w+"
                    + "|jnl|jnw|jbk|key|private|state|signed)");

    private final Path directory;
    private final int max;
    private final List<PathMatcher> names;
    private volatile String passedOver = "";

    /**
     * Those of a directory.
     *
     * @param max how many there may be
     * @param names what they may be called
     */
    DirectoryFiles(Path directory, int max, List<PathMatcher> names) {
        this.directory = directory;
        this.max = max;
        this.names = List.copyOf(names);
    }

    @Override
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, DirectoryFiles::isCandidate)) {
            for (Path file : all) {
                (isNamed(file) ? files : others).add(file);
                if (files.size() > max) {
                    throw new IOException(directory + ": expected at most " + max + " files in a table, found more");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        passOver(others, files.isEmpty());
        Collections.sort(files);
        return files;
    }

    private static boolean isCandidate(Path file) {
        return !LEFT_OUT.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    private boolean isNamed(Path file) {
        return names.stream().anyMatch(each -> each.matches(file.getFileName()));
    }

    /** Says so once. A directory that has files, but no table, is none of tables, or its files are called something else. */
    private void passOver(List<Path> others, boolean all) throws IOException {
        String passed = others.isEmpty()
                ? ""
                : Collections.min(others).getFileName()
                        + (others.size() == 1 ? "" : " and " + (others.size() - 1) + " more");
        if (all && !passed.isEmpty()) {
            throw new IOException(
                    directory + ": expected files with names of tables, as " + NAMES + ", found " + passed);
        }
        if (!passed.isEmpty() && !passed.equals(passedOver)) {
            LOG.warn("{}: passed over {}: only files with names of tables are read, as {}", directory, passed, NAMES);
        }
        passedOver = passed;
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
