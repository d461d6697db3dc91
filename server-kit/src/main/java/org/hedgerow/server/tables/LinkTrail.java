package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The directories in which something has to change for a path to lead elsewhere. */
final class LinkTrail {
    private static final int MAX_LINKS = 40; // as Linux has it

    private final Set<Path> directories = new HashSet<>();
    private int links;

    private LinkTrail() {}

    /**
     * Those that have the files, and those that have the links on the way there: of {@code table.txt}, which leads to
     * {@code ..data/table.txt}, where {@code ..data} leads to {@code ..1}, that is the directory of the first two and {@code
     * ..1}. Blocks.
     */
    static Set<Path> of(Collection<Path> files) {
        Set<Path> all = new HashSet<>();
        for (Path file : files) {
            LinkTrail trail = new LinkTrail();
            trail.follow(file.toAbsolutePath());
            all.addAll(trail.directories);
        }
        return all;
    }

    private void follow(Path path) {
        Path at = path.getRoot();
        for (int i = 0; i < path.getNameCount(); i++) {
            Path next = step(at, path.getName(i));
            if (Files.isSymbolicLink(next) && links++ < MAX_LINKS) {
                directories.add(at);
                followLink(next, at, path.subpath(i, path.getNameCount()));
                return;
            }
            if (i == path.getNameCount() - 1) {
                directories.add(at);
            }
            at = next;
        }
    }

    /** No link is on the way to {@code at}, so that what is above it is its parent. */
    private static Path step(Path at, Path name) {
        return switch (name.toString()) {
            case "." -> at;
            case ".." -> at.getParent() == null ? at : at.getParent();
            default -> at.resolve(name);
        };
    }

    private void followLink(Path link, Path from, Path rest) {
        try {
            Path target = from.resolve(Files.readSymbolicLink(link));
            Path behind = rest.getNameCount() == 1 ? target : target.resolve(rest.subpath(1, rest.getNameCount()));
            follow(behind);
        } catch (IOException e) {
            // It is no link any more: where it stood is watched.
        }
    }
}
