package org.hedgerow.samples.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** The tables of the database, as {@code schema.sql} has them. */
final class Schema {
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\n");

    private Schema() {}

    /** Creates what is missing of the tables, and puts a few records into them if they are new. Blocks. */
    static void create(Database database) throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : END_OF_STATEMENT.split(text(), 0)) {
                statement.execute(each);
            }
            connection.commit();
        }
    }

    private static String text() throws IOException {
        try (InputStream file = Schema.class.getResourceAsStream("schema.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
