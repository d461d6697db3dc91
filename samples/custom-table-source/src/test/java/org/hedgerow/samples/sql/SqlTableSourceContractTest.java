package org.hedgerow.samples.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of table sources, on H2 in memory, whose trouble is a row that is no record. */
final class SqlTableSourceContractTest extends TableSourceContract {
    private static final String URL = "jdbc:h2:mem:contract";

    private static Connection writer;
    private static Database database;

    @BeforeAll
    static void create() throws Exception {
        writer = DriverManager.getConnection(URL, "sa", "");
        writer.setAutoCommit(false);
        database = Database.at(URL, "sa", "", Duration.ofSeconds(5));
        Schema.create(database);
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
        writer.close();
    }

    @Override
    protected TableSource open(Collection<ResourceRecord> records) throws Exception {
        change(records);
        return PollingTableSource.builder("contract", new SqlTableLoader(database))
                .every(Duration.ofMillis(20))
                .open();
    }

    @Override
    protected void change(Collection<ResourceRecord> records) throws SQLException {
        try (Statement statement = writer.createStatement();
                PreparedStatement insert = writer.prepareStatement(
                        "INSERT INTO hedgerow_record (name, type, ttl, data) VALUES (?, ?, ?, ?)")) {
            statement.execute("DELETE FROM hedgerow_record");
            for (ResourceRecord each : records) {
                insert.setString(1, each.name().toString());
                insert.setString(2, each.type().toString());
                insert.setInt(3, each.ttl());
                insert.setString(4, each.data().toString());
                insert.execute();
            }
            statement.execute("UPDATE hedgerow_version SET version = version + 1");
            writer.commit();
        }
    }

    @Override
    protected void breakOrigin() throws SQLException {
        write("INSERT INTO hedgerow_record (name, type, data) VALUES ('bad', 'A', 'bad')");
    }

    @Override
    protected void mendOrigin() throws SQLException {
        write("DELETE FROM hedgerow_record WHERE name = 'bad'");
    }

    private static void write(String change) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute(change);
            statement.execute("UPDATE hedgerow_version SET version = version + 1");
            writer.commit();
        }
    }
}
