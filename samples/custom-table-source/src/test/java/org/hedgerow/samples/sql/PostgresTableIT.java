package org.hedgerow.samples.sql;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.hedgerow.record.RecordType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a PostgreSQL, which the test starts. */
final class PostgresTableIT extends SqlTableTests {
    private static Postgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    String startDatabase() throws Exception {
        try (Connection connection = DriverManager.getConnection(postgres.url(), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS hedgerow_record, hedgerow_version");
        }
        return postgres.url();
    }

    @Override
    void stopDatabase() throws Exception {
        postgres.stop();
    }

    @Override
    void restartDatabase() throws Exception {
        postgres.restart();
    }

    @Override
    String downMessage() {
        return "refused";
    }

    @Test
    void by_the_trigger_who_writes_need_not_know_of_the_version() throws Exception {
        try (Connection connection = DriverManager.getConnection(postgres.url(), "sa", "");
                Statement statement = connection.createStatement();
                InputStream trigger = Schema.class.getResourceAsStream("version-trigger-postgresql.sql")) {
            statement.execute(new String(trigger.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("UPDATE hedgerow_record SET data = '10.0.0.9' WHERE data = '10.0.0.1'");
            awaitData("www.example.com", RecordType.A, "10.0.0.9");
            statement.execute("DELETE FROM hedgerow_record WHERE data = '10.0.0.9'");
            awaitData("www.example.com", RecordType.A, "none");
            statement.execute("TRUNCATE hedgerow_record");
            awaitData("mail.example.com", RecordType.A, "none");
        }
    }
}
