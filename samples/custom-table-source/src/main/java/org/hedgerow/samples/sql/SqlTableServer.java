package org.hedgerow.samples.sql;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hedgerow.samples.support.Ending;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A table server whose table is in a SQL database, and follows it. */
@Command(
        name = "hedgerow-sql",
        description = {
            "Serve the records of a SQL database, H2 or PostgreSQL, and follow what becomes of them.",
            "Without --url the database is H2's in the file hedgerow-records.mv.db, which is created with a few records."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C or SIGTERM",
            "1:failed; standard error says why",
            "2:the command line is wrong"
        })
public final class SqlTableServer implements Callable<Integer> {
    private static final String DEFAULT_URL = "jdbc:h2:./hedgerow-records;AUTO_SERVER=TRUE";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_PORT = 65_535;

    @Parameters(index = "0", paramLabel = "<port>", description = "The port to listen on; 0 takes a free one.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; default: ${DEFAULT-VALUE}.")
    private String bind = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = DEFAULT_URL,
            description = "Where the database is, as jdbc:postgresql://HOST/DATABASE; default: ${DEFAULT-VALUE}.")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "sa", description = "Its user; default: sa.")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The file whose first line is the user's password; without it, the password is empty.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--create",
            description = "Create the tables where they are missing, with a few records; done anyway without --url.")
    private boolean create;

    @Option(
            names = "--every",
            paramLabel = "MILLISECONDS",
            defaultValue = "1000",
            description = "How long to wait until the version is looked at again; default: ${DEFAULT-VALUE}.")
    private int every;

    @Option(
            names = "--wire",
            paramLabel = "NAME",
            defaultValue = "line",
            converter = Wire.Converter.class,
            description = "The protocol that is spoken: line or dns; default: ${DEFAULT-VALUE}.")
    private Wire wire = Wire.LINE;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log to standard error what happens.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private SqlTableServer() {}

    /** Runs the server and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        ErrorLines errors = new ErrorLines();
        return new CommandLine(new SqlTableServer())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        check();
        checkUrl(url);
        Logs.start(verbose);
        if (System.getProperty("h2.bindAddress") == null) {
            // Where H2 lets other processes of this host into the file.
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
        try (Ending ending = Ending.listen();
                Database database = Database.at(url, user, password(), TIMEOUT)) {
            if (create || url.equals(DEFAULT_URL)) {
                Schema.create(database);
            }
            try (LiveTableSource source = PollingTableSource.builder(database.name(), new SqlTableLoader(database))
                            .every(Duration.ofMillis(every))
                            .open();
                    Transport transport = Transport.named("nio");
                    ResolverServer server = start(source, transport)) {
                sayReady(source, transport, server);
                ending.awaitOrder();
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void check() {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "expected a port from 0 to " + MAX_PORT + ", found \"" + port + '"');
        }
        if (every <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "expected --every to be above zero, found \"" + every + '"');
        }
    }

    private static void checkUrl(String url) throws IOException {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new IOException(
                    "expected an address of a database as jdbc:postgresql://HOST/DATABASE, found \"" + url + '"', e);
        }
    }

    private String password() throws IOException {
        return passwordFile == null
                ? ""
                : Files.readString(passwordFile).lines().findFirst().orElse("");
    }

    private ResolverServer start(LiveTableSource source, Transport transport) throws IOException {
        return ResolverServer.builder()
                .transport(transport)
                .wire(wire.format())
                .listen(new InetSocketAddress(bind, port))
                .resolver(TableResolver.of(source))
                .build()
                .start();
    }

    private void sayReady(LiveTableSource source, Transport transport, ResolverServer server) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "READY ts %s (%s%s %s, %d records)",
                Endpoint.text(server.address()),
                wire.inReadyLine(),
                transport.name(),
                transport.model().text(),
                source.current().size()));
        out.flush();
    }
}
