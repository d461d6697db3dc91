package org.hedgerow.samples.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.record.TextFields;

/**
 * A row of the table {@code hedgerow_record}, as it is.
 *
 * @param id its key
 */
record RecordRow(long id, String name, String type, int ttl, String data) {

    /** The row that is the current one; empty if there is none, which a left join says by a key that is null. */
    static Optional<RecordRow> read(ResultSet at) throws SQLException {
        long id = at.getLong("id");
        return at.wasNull()
                ? Optional.empty()
                : Optional.of(new RecordRow(
                        id, at.getString("name"), at.getString("type"), at.getInt("ttl"), at.getString("data")));
    }

    /**
     * The record that the row is.
     *
     * @throws IllegalArgumentException if it is none; the message says which row, what was expected and what was found
     */
    ResourceRecord toRecord() {
        try {
            RecordType recordType = RecordType.parse(type)
                    .filter(each -> !each.isMeta())
                    .orElseThrow(
                            () -> new IllegalArgumentException("expected a type of records, found \"" + type + '"'));
            return new ResourceRecord(
                    DomainName.of(name), recordType, ttl, RecordText.parse(recordType, TextFields.split(data)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("hedgerow_record, id " + id + ": " + e.getMessage(), e);
        }
    }
}
