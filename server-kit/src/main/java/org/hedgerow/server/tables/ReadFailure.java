package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why a table could not be read, in one line. */
final class ReadFailure {
    private ReadFailure() {}

    /** The first thing that is wrong, with its place, and how many others there are. */
    static String text(Throwable failure) {
        if (failure instanceof TableFileException bad) {
            return bad.problems().get(0) + (bad.total() > 1 ? " (and " + (bad.total() - 1) + " more)" : "");
        }
        if (failure instanceof FileSystemException file) {
            return "cannot read " + file.getFile() + ": " + reason(file);
        }
        String message = failure.getMessage();
        return failure instanceof IOException && message != null ? message : failure.toString();
    }

    /** The messages of these exceptions are little more than the path. */
    private static @Nullable String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        return failure instanceof AccessDeniedException ? "permission denied" : failure.getReason();
    }
}
