package org.hedgerow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.record.DomainName;
import org.hedgerow.server.tables.DirectoryTableSource;
import org.hedgerow.server.tables.FileTableSource;
import org.hedgerow.server.tables.MergedTableSource;
import org.hedgerow.server.tables.TableFileException;
import org.hedgerow.server.tables.TableFileOptions;
import org.hedgerow.server.tables.TableFormat;
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
                    "The file that holds the table, or a directory whose files do; PATH=ORIGIN says what the names of its"
                            + " zone files are relative to. Of several, all records of a name come from the first that has"
                            + " any.")
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

    @Option(
            names = "--include-names",
            paramLabel = "GLOB",
            description =
                    "Of a directory, also the files that are called so, besides *.zone, *.hosts, *.txt, *.db and db.*.")
    private List<String> names = List.of();

    @Option(
            names = "--strict",
            description = "Refuse files with odd lines, as bad names in hosts files, which are passed over otherwise.")
    private boolean strict;

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
     * @throws ParameterException if one is given twice, or a pattern of names is none
     * @throws TableFileException if lines are bad
     * @throws CliException if one cannot be read
     */
    ServedTables open(CommandLine command) throws CliException, TableFileException {
        Map<String, LiveTableSource> parts = new LinkedHashMap<>();
        try {
            for (Path each : tables) {
                TablePath table = TablePath.of(each, command);
                String name = table.path().toString();
                if (parts.containsKey(name)) {
                    throw new ParameterException(command, "--table " + name + " is there twice");
                }
                parts.put(name, open(table, command));
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

    private LiveTableSource open(TablePath table, CommandLine command) throws CliException, TableFileException {
        DomainName base = table.origin() == null ? origin : table.origin();
        TableFileOptions options = TableFileOptions.defaults()
                .withFormat(format)
                .withIncludes(includes)
                .withStrict(strict);
        options = base == null ? options : options.withOrigin(base);
        Path path = table.path();
        try {
            return Files.isDirectory(path)
                    ? directory(path, command).options(options).every(poll).open()
                    : FileTableSource.builder(path).options(options).every(poll).open();
        } catch (TableFileException e) {
            throw e;
        } catch (IOException e) {
            throw CliException.cannotRead(path, e);
        }
    }

    private DirectoryTableSource.Builder directory(Path path, CommandLine command) {
        DirectoryTableSource.Builder builder = DirectoryTableSource.builder(path);
        for (String glob : names) {
            try {
                builder.includeNames(glob);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command, "--include-names " + glob + ": " + e.getMessage(), e);
            }
        }
        return builder;
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
