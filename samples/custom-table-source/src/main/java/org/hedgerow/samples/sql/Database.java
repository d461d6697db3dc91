package org.hedgerow.samples.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * The connections to a database, of which there are few, made when they are first asked for, and none of which is waited
 * for without end. Any thread.
 */
final class Database implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 2; // the one that loads, and one to create the tables or to spare

    private final HikariDataSource pool;
    private final String name;

    private Database(HikariDataSource pool, String name) {
        this.pool = pool;
        this.name = name;
    }

    /**
     * The database at this address. Does not connect.
     *
     * @param url of JDBC, for H2 or PostgreSQL
     * @param timeout how long a connection, and on PostgreSQL each answer, is waited for; a second at least
     */
    static Database at(String url, String user, String password, Duration timeout) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hedgerow-sql");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(timeout.toMillis());
        config.setValidationTimeout(timeout.toMillis() / 2);
        config.setExceptionOverride(new BrokenConnections());
        // Else the pool would connect here, and fail by an exception of its own.
        config.setInitializationFailTimeout(-1);
        if (url.startsWith("jdbc:postgresql:")) {
            config.addDataSourceProperty("connectTimeout", String.valueOf(timeout.toSeconds()));
            config.addDataSourceProperty("socketTimeout", String.valueOf(timeout.toSeconds()));
            config.addDataSourceProperty("ApplicationName", "hedgerow");
        }
        // What follows may be a password.
        return new Database(new HikariDataSource(config), url.split("[;?]", 2)[0]);
    }

    /** What people call it: the address, without what it may have of settings. */
    String name() {
        return name;
    }

    /**
     * A connection, which its user closes.
     *
     * @throws SQLException if there is none to be had in time; the message is the same each time for the same reason
     */
    Connection connect() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            // The pool's own message counts milliseconds.
            String reason = e.getCause() == null
                    ? "no connection in time"
                    : e.getCause().getMessage();
            throw new SQLException("cannot connect: " + reason, e);
        }
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
    }
}
