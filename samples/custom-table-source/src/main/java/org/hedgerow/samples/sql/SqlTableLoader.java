package org.hedgerow.samples.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.TableLoader;
import org.hedgerow.table.Table;

/** Gets the table out of a database, whenever its version is another than before. */
final class SqlTableLoader implements TableLoader {
    // One statement, so that version and records are of one moment; while the version is the known one, it reads no
    // record.
    private static final String QUERY = "SELECT v.version, r.id, r.name, r.type, r.ttl, r.data"
            + " FROM hedgerow_version v LEFT JOIN hedgerow_record r ON v.version <> ? ORDER BY r.id";

    private final Database database;
    private long known = -1;

    SqlTableLoader(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Table> load() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setLong(1, known);
            ResultSet found = query.executeQuery();
            long version = -1;
            List<ResourceRecord> records = new ArrayList<>();
            while (found.next()) {
                version = found.getLong("version");
                RecordRow.read(found).map(RecordRow::toRecord).ifPresent(records::add);
            }
            if (version < 0) {
                throw new SQLException("hedgerow_version: expected one row, found none");
            }
            if (version == known) {
                return Optional.empty();
            }
            Table table = Table.of(records);
            known = version;
            return Optional.of(table);
        }
    }
}
