package org.hedgerow.samples.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a table out of a database does, whatever the database. */
abstract class SqlTableTests {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final String NEXT = "UPDATE hedgerow_version SET version = version + 1";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Leaks leaks;
    private String url;
    private Database database;
    private PollingTableSource source;

    /** An empty database. */
    abstract String startDatabase() throws Exception;

    /** Has it answer nobody, as when its host is gone. */
    abstract void stopDatabase() throws Exception;

    /** Has it back with what it had. */
    abstract void restartDatabase() throws Exception;

    /** What the message says when it is down. */
    abstract String downMessage();

    @BeforeEach
    void begin() throws Exception {
        leaks = Leaks.snapshot();
        url = startDatabase();
        database = connect(url);
        Schema.create(database);
        source = follow(database);
        closeLater(() -> {
            source.close();
            // A look that is under way would have its connection cut, which H2's driver leaves open.
            await().atMost(LIMIT).until(SqlTableTests::nobodyPolls);
        });
    }

    @AfterEach
    void end() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        // H2's driver leaves the socket of an attempt to connect that failed to the garbage collector.
        System.gc();
        leaks.assertNone();
    }

    private static boolean nobodyPolls() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("hedgerow-table-"));
    }

    final <T extends AutoCloseable> T closeLater(T resource) {
        open.push(resource);
        return resource;
    }

    private Database connect(String url) {
        return closeLater(Database.at(url, "sa", "", TIMEOUT));
    }

    private static PollingTableSource follow(Database database) throws IOException {
        return PollingTableSource.builder(database.name(), new SqlTableLoader(database))
                .every(OFTEN)
                .open();
    }

    /** Runs the statements in one transaction. */
    private void write(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : statements) {
                statement.execute(each);
            }
            connection.commit();
        }
    }

    private String data(String name, RecordType type) {
        return source.current().find(Question.of(DomainName.of(name), type)) instanceof Found found
                ? found.first().data().toString()
                : "none";
    }

    final void awaitData(String name, RecordType type, String data) {
        await().atMost(LIMIT)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(data(name, type)).isEqualTo(data));
    }

    private void awaitError(String part) {
        await().atMost(LIMIT)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(source.health().lastError())
                        .hasValueSatisfying(error -> assertThat(error).contains(part)));
    }

    private void awaitGood() {
        await().atMost(LIMIT).pollInterval(OFTEN).until(() -> source.health().isGood());
    }

    @Test
    void serves_the_first_records() {
        assertThat(data("www.example.com", RecordType.A)).isEqualTo("10.0.0.1");
        assertThat(data("WWW.example.com", RecordType.AAAA)).isEqualTo("2001:db8::1");
        assertThat(data("example.com", RecordType.MX)).isEqualTo("10 mail.example.com");
        assertThat(source.health().records()).isEqualTo(4);
    }

    @Test
    void creating_the_tables_again_leaves_what_is_there() throws Exception {
        write("DELETE FROM hedgerow_record", NEXT);
        Schema.create(database);
        await().atMost(LIMIT).until(() -> source.current().size() == 0);
        assertThat(source.reload().size()).isZero();
    }

    @Test
    void a_changed_row_changes_the_answer() throws Exception {
        write("UPDATE hedgerow_record SET data = '10.0.0.9', ttl = 5 WHERE type = 'A' AND name LIKE 'www%'", NEXT);
        awaitData("www.example.com", RecordType.A, "10.0.0.9");
    }

    @Test
    void a_new_row_and_a_deleted_one_change_the_answers() throws Exception {
        write("INSERT INTO hedgerow_record (name, type, data) VALUES ('txt.example.com', 'TXT', '\"a b\" c')", NEXT);
        awaitData("txt.example.com", RecordType.TXT, "\"a b\" \"c\"");
        write("DELETE FROM hedgerow_record WHERE type = 'TXT'", NEXT);
        awaitData("txt.example.com", RecordType.TXT, "none");
    }

    @Test
    void records_are_read_only_when_the_version_is_another() throws Exception {
        write("UPDATE hedgerow_record SET data = '10.0.0.9' WHERE data = '10.0.0.1'");
        long generation = source.health().generation();
        source.reload();
        assertThat(data("www.example.com", RecordType.A)).isEqualTo("10.0.0.1");
        assertThat(source.health().generation()).isEqualTo(generation);
    }

    @Test
    void a_version_that_goes_back_counts_as_well() throws Exception {
        write("UPDATE hedgerow_record SET data = '10.0.0.9' WHERE data = '10.0.0.1'", NEXT);
        awaitData("www.example.com", RecordType.A, "10.0.0.9");
        write(
                "UPDATE hedgerow_record SET data = '10.0.0.8' WHERE data = '10.0.0.9'",
                "UPDATE hedgerow_version SET version = 0");
        awaitData("www.example.com", RecordType.A, "10.0.0.8");
    }

    @Test
    void what_is_not_committed_is_not_seen() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE hedgerow_record SET data = '10.0.0.9' WHERE data = '10.0.0.1'");
            statement.execute(NEXT);
            source.reload();
            assertThat(data("www.example.com", RecordType.A)).isEqualTo("10.0.0.1");
            connection.rollback();
        }
        source.reload();
        assertThat(data("www.example.com", RecordType.A)).isEqualTo("10.0.0.1");
    }

    @Test
    void a_transaction_is_seen_as_a_whole() throws Exception {
        write("DELETE FROM hedgerow_record", NEXT);
        write(
                "INSERT INTO hedgerow_record (name, type, data) VALUES ('a.example.com', 'TXT', '0'),"
                        + " ('b.example.com', 'TXT', '0')",
                NEXT);
        awaitData("b.example.com", RecordType.TXT, "\"0\"");
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 1; i <= 300; i++) {
                try {
                    write(
                            "UPDATE hedgerow_record SET data = '" + i + "' WHERE name LIKE 'a%'",
                            "UPDATE hedgerow_record SET data = '" + i + "' WHERE name LIKE 'b%'",
                            NEXT);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            over.set(true);
        });
        writer.start();
        int seen = 0;
        while (!over.get() && writer.isAlive()) {
            var table = source.reload();
            var a = (Found) table.find(Question.of(DomainName.of("a.example.com"), RecordType.TXT));
            var b = (Found) table.find(Question.of(DomainName.of("b.example.com"), RecordType.TXT));
            assertThat(a.first().data()).isEqualTo(b.first().data());
            seen++;
        }
        writer.join();
        source.reload();
        assertThat(data("a.example.com", RecordType.TXT)).isEqualTo("\"300\"");
        assertThat(seen).isPositive();
    }

    @Test
    void a_bad_row_is_told_with_its_key_and_keeps_the_table_in_use() throws Exception {
        write("INSERT INTO hedgerow_record (id, name, type, data) VALUES (77, 'bad.example.com', 'A', '10.0.0')", NEXT);
        awaitError("hedgerow_record, id 77: expected an IPv4 address, found \"10.0.0\"");
        assertThat(data("www.example.com", RecordType.A)).isEqualTo("10.0.0.1");

        write("UPDATE hedgerow_record SET data = '10.0.0.7' WHERE id = 77", NEXT);
        awaitData("bad.example.com", RecordType.A, "10.0.0.7");
        awaitGood();
    }

    @Test
    void bad_names_types_and_ttls_are_told_too() throws Exception {
        String[][] bad = {
            {"'a..b', 'A', '10.0.0.1', 1", "id 77: expected a domain name"},
            {"'a', 'ANY', '10.0.0.1', 1", "id 77: expected a type of records, found \"ANY\""},
            {"'a', 'NONSENSE', 'x', 1", "id 77: expected a type of records, found \"NONSENSE\""},
            {"'a', 'TXT', '\"x', 1", "id 77: expected"},
            {"'a', 'A', '10.0.0.1', -1", "id 77: expected data that fits the type and a TTL of at least 0"},
            {"'www.example.com', 'CNAME', 'a.example.com', 1", "www.example.com"},
        };
        for (String[] each : bad) {
            write(
                    "DELETE FROM hedgerow_record WHERE id = 77",
                    "INSERT INTO hedgerow_record (id, name, type, data, ttl) VALUES (77, " + each[0] + ")",
                    NEXT);
            assertThatThrownBy(source::reload).isInstanceOf(IOException.class).hasMessageContaining(each[1]);
        }
        assertThat(source.current().size()).isEqualTo(4);
    }

    @Test
    void a_database_that_goes_and_comes_back_changes_no_answer() throws Exception {
        stopDatabase();
        awaitError(downMessage());
        assertThat(data("www.example.com", RecordType.A)).isEqualTo("10.0.0.1");

        restartDatabase();
        awaitGood();
        write("UPDATE hedgerow_record SET data = '10.0.0.9' WHERE data = '10.0.0.1'", NEXT);
        awaitData("www.example.com", RecordType.A, "10.0.0.9");
    }

    @Test
    void a_database_that_is_down_at_the_start_is_told() throws Exception {
        stopDatabase();
        Database again = connect(url);
        assertThatThrownBy(() -> follow(again)).isInstanceOf(IOException.class).hasMessageContaining(downMessage());
        restartDatabase();
    }

    @Test
    void tables_that_are_missing_are_told() throws Exception {
        write("DROP TABLE hedgerow_record");
        awaitError("hedgerow_record");
        assertThat(data("www.example.com", RecordType.A)).isEqualTo("10.0.0.1");
    }

    /** A connection of one's own, once the database takes any. */
    static void awaitConnection(String url) {
        await().atMost(LIMIT).ignoreExceptions().until(() -> {
            DriverManager.getConnection(url, "sa", "").close();
            return true;
        });
    }
}
