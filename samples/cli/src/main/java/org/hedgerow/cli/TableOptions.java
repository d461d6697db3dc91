package org.hedgerow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.DomainName;
import org.hedgerow.server.DirectoryTableSource;
import org.hedgerow.server.FileTableSource;
import org.hedgerow.server.MergedTableSource;
import org.hedgerow.server.TableFileException;
import org.hedgerow.server.TableFileOptions;
import org.hedgerow.server.TableFormat;
import org.hedgerow.table.LiveTableSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Where the table of a server comes from, and how it is followed. */
final class TableOptions {
    @Option(
            names = "--table",
            paramLabel = "PATH",
            required = true,
            description =
                    "The file that holds the table, or a directory whose files do. Of several, all records of a name"
                            + " come from the first that has any.")
    private List<Path> tables = List.of();

    @Option(
            names = "--format",
            paramLabel = "SYNTAX",
            defaultValue = "auto",
            converter = FormatConverter.class,
            completionCandidates = FormatConverter.class,
            description =
                    "What the files look like: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}, each shows it.")
    private TableFormat format = TableFormat.AUTO;

    @Option(
            names = "--origin",
            paramLabel = "NAME",
            converter = ToName.class,
            description = "What the names of zone files are relative to, until a file says it.")
    private @Nullable DomainName origin;

    @Option(names = "--allow-include", description = "Zone files may include others of their directory ($INCLUDE).")
    private boolean includes;

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = ToInterval.class,
            description =
                    "How often to look whether the table has changed, besides what the system tells; 0 is only upon"
                            + " SIGHUP; default: ${DEFAULT-VALUE}.")
    private Duration poll = Duration.ZERO;

    /**
     * Reads the tables, and follows them.
     *
     * @throws ParameterException if one is given twice
     * @throws TableFileException if lines are bad
     * @throws CliException if one cannot be read
     */
    ServedTables open(CommandLine command) throws CliException, TableFileException {
        Map<String, LiveTableSource> parts = new LinkedHashMap<>();
        try {
            for (Path table : tables) {
                if (parts.containsKey(table.toString())) {
                    throw new ParameterException(command, "--table " + table + " is there twice");
                }
                parts.put(table.toString(), open(table));
            }
        } catch (CliException | TableFileException | RuntimeException e) {
            parts.values().forEach(LiveTableSource::close);
            throw e;
        }
        return new ServedTables(parts.size() == 1 ? parts.values().iterator().next() : merged(parts), parts);
    }

    private static LiveTableSource merged(Map<String, LiveTableSource> parts) {
        MergedTableSource.Builder merged = MergedTableSource.builder();
        parts.forEach(merged::source);
        return merged.open();
    }

    private LiveTableSource open(Path table) throws CliException, TableFileException {
        TableFileOptions options =
                TableFileOptions.defaults().withFormat(format).withIncludes(includes);
        options = origin == null ? options : options.withOrigin(origin);
        try {
            return Files.isDirectory(table)
                    ? DirectoryTableSource.builder(table)
                            .options(options)
                            .every(poll)
                            .open()
                    : FileTableSource.builder(table)
                            .options(options)
                            .every(poll)
                            .open();
        } catch (TableFileException e) {
            throw e;
        } catch (IOException e) {
            throw CliException.cannotRead(table, e);
        }
    }

    /** Reads a name. */
    static final class ToName implements ITypeConverter<DomainName> {
        @Override
        public DomainName convert(String text) {
            try {
                return DomainName.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Reads a time, or 0. */
    static final class ToInterval implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return text.equals("0") ? Duration.ZERO : new DurationConverter().convert(text);
        }
    }
}
