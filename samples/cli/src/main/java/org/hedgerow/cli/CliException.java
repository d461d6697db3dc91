package org.hedgerow.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A command cannot do its work; the message tells the user why, in a line for each reason. */
final class CliException extends Exception {
    private static final long serialVersionUID = 1;

    CliException(String message) {
        super(message);
    }

    CliException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static CliException cannotRead(Path file, IOException cause) {
        return new CliException("cannot read " + file + ": " + reason(cause), cause);
    }

    static CliException cannotWrite(Path file, IOException cause) {
        return new CliException("cannot write " + file + ": " + reason(cause), cause);
    }

    /** The messages of file system exceptions are little more than the path. */
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
