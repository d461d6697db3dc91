package org.hedgerow.samples.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.hedgerow.testkit.HeldPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SqlTableServerTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine command = SqlTableServer.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(args);
    }

    @Test
    void help_tells_the_options_and_the_exit_codes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("hedgerow-sql", "--url", "--every", "--wire", "Exit codes:");
    }

    @Test
    void a_wrong_command_line_is_told() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("70000")).isEqualTo(2);
        assertThat(run("0", "--wire", "x")).isEqualTo(2);
        assertThat(run("0", "--every", "0")).isEqualTo(2);
        assertThat(err.toString().lines())
                .contains(
                        "hedgerow-sql: Missing required parameter: '<port>'",
                        "hedgerow-sql: expected a port from 0 to 65535, found \"70000\"",
                        "hedgerow-sql: Invalid value for option '--wire': expected line or dns, found \"x\"",
                        "hedgerow-sql: expected --every to be above zero, found \"0\"");
    }

    @Test
    void a_database_without_the_tables_is_told() {
        String url = "jdbc:h2:" + directory.resolve("empty");
        assertThat(run("0", "--url", url)).isEqualTo(1);
        assertThat(err.toString()).startsWith("hedgerow-sql: Table \"HEDGEROW_VERSION\" not found");
    }

    @Test
    void a_database_that_is_not_there_is_told() throws Exception {
        try (HeldPort nobody = HeldPort.open()) {
            String address = "127.0.0.1:" + nobody.number();
            assertThat(run("0", "--url", "jdbc:postgresql://" + address + "/none"))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("hedgerow-sql: cannot connect: Connection to " + address + " refused");
        }
    }

    @Test
    void an_address_that_is_no_database_is_told() {
        assertThat(run("0", "--url", "nonsense")).isEqualTo(1);
        assertThat(err.toString()).startsWith("hedgerow-sql: expected an address of a database as jdbc:");
    }
}
