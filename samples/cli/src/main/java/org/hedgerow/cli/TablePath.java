package org.hedgerow.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.record.DomainName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A table on the command line: {@code zones}, {@code zones/db.alpha=alpha.test}.
 *
 * @param path a file, or a directory
 * @param origin what the names of its zone files are relative to; null if that is not told
 */
record TablePath(Path path, @Nullable DomainName origin) {

    /**
     * The table of that text, in which the sign belongs to the path if there is such a path.
     *
     * @throws ParameterException if the origin is no name
     */
    static TablePath of(Path text, CommandLine command) {
        int sign = text.toString().lastIndexOf('=');
        if (sign < 0 || Files.exists(text)) {
            return new TablePath(text, null);
        }
        try {
            DomainName origin = DomainName.of(text.toString().substring(sign + 1));
            return new TablePath(Path.of(text.toString().substring(0, sign)), origin);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--table " + text + ": " + e.getMessage(), e);
        }
    }
}
