package org.hedgerow.server.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.hedgerow.record.Origin;
import org.jspecify.annotations.Nullable;

/** What a zone file may include: files within the directory of the first of those that include each other. */
final class Includes {
    private static final String DIRECTIVE = "$INCLUDE";

    private final TableFiles files;
    private final @Nullable Path file;
    private final @Nullable Includes outer;
    private final int depth;

    private Includes(TableFiles files, @Nullable Path file, @Nullable Includes outer) {
        this.files = files;
        this.file = file;
        this.outer = outer;
        this.depth = outer == null ? 0 : outer.depth + 1;
    }

    /** Of a file that none includes; {@code file} is null if it is content without a file. */
    static Includes of(TableFiles files, @Nullable Path file) {
        return new Includes(files, file, null);
    }

    /**
     * Reads a file that this one includes.
     *
     * @param field of {@code fields}, the name of the file
     */
    void read(Fields fields, int field, Origin origin, ZoneTtl ttl) throws BadLineException, IOException {
        Path included = resolve(fields, field);
        try (InputStream in = open(included, fields, field)) {
            files.readIncluded(included, in, new Includes(files, included, this), origin, ttl);
        }
    }

    private InputStream open(Path included, Fields fields, int field) throws BadLineException, IOException {
        try {
            return files.openWithin(directory(), included);
        } catch (TooMuchException e) {
            throw e;
        } catch (IOException e) {
            throw fields.expected("a file that can be read (" + e + ")", field);
        }
    }

    private Path resolve(Fields fields, int field) throws BadLineException {
        if (!files.mayInclude()) {
            throw fields.expected("no " + DIRECTIVE + ", which has to be allowed (TableFileOptions.withIncludes)");
        }
        if (file == null) {
            throw fields.expected("no " + DIRECTIVE + " in what is no file");
        }
        if (depth == TableFiles.MAX_INCLUDES) {
            throw fields.expected("at most " + TableFiles.MAX_INCLUDES + " files that include each other");
        }
        Path included = sibling(file, fields, field);
        for (Includes each = this; each != null && each.file != null; each = each.outer) {
            if (normal(each.file).equals(normal(included))) {
                throw fields.expected("no file that includes itself", field);
            }
        }
        Path directory = directory();
        if (!normal(included).startsWith(directory)) {
            throw fields.expected("a file within " + directory, field);
        }
        return included;
    }

    /** That of the first of the files that include each other. */
    private Path directory() {
        if (outer != null) {
            return outer.directory();
        }
        Path directory = file == null ? null : normal(file).getParent();
        if (directory == null) {
            throw new IllegalStateException("a file that can be read is in a directory");
        }
        return directory;
    }

    private static Path sibling(Path file, Fields fields, int field) throws BadLineException {
        String name = fields.string(field);
        try {
            return file.resolveSibling(name.startsWith("\"") ? name.substring(1, name.length() - 1) : name);
        } catch (InvalidPathException e) {
            throw fields.expected("the name of a file", field);
        }
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
