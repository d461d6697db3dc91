package org.hedgerow.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Question;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * A set of records that can be asked, as an authoritative name server can. Immutable; any thread.
 *
 * <ul>
 *   <li>A SOA record makes its owner the apex of a <em>zone</em>: what is asked for there and does not exist is answered
 *       with that SOA record (RFC 2308, section 3). Of zones within zones the innermost counts. A table with zones refuses
 *       names that are in none of them, unless it has records of theirs; one without zones says of any name that it does
 *       not have that it does not exist.
 *   <li>The owner {@code *.name} is a <em>wildcard</em> as RFC 4592 has it. Its answers have the name asked for as owner.
 *   <li>A name that only has names below it, up to the apex, or up to the root outside of zones, exists (RFC 4592, section
 *       2.2.2).
 *   <li>A CNAME record makes its owner an <em>alias</em>, which is followed within the table up to {@link Answer#MAX_ALIASES}
 *       times, but not in circles. Answers have the aliases first. Where the last one leads out of the table they are all
 *       of the answer.
 *   <li>NS records are data like others: a table does not delegate.
 * </ul>
 */
public interface Table {
    /**
     * What the table says: {@link org.hedgerow.Found} with all records of that name and type, for {@link
     * org.hedgerow.record.RecordType#ANY} those of one type, addresses first; {@link org.hedgerow.NotFound} where there are none;
     * or, for a name outside of its zones, {@link org.hedgerow.Elsewhere}. Never blocks.
     *
     * <p>What is found takes constant time, is the same object each time and, but for the first time, allocates nothing;
     * except for answers of wildcards, which are made for the question. What is not found takes time in proportion to the
     * labels of the name.
     */
    Answer find(Question question);

    /** How many records there are. */
    int size();

    /**
     * Shows all records, owner by owner and type by type, wildcards and aliases as the records that they are; in the same
     * order each time, which is not always the one that they were given in. A table of them is equal to this one in all
     * answers. In the caller's thread, in time in proportion to their number.
     */
    void forEach(Consumer<? super ResourceRecord> action);

    /**
     * The zones of the table, with their serials: one for each SOA record, in the order in which {@link #forEach} shows
     * them; empty if it has none. Unmodifiable. Tables of this project have them at hand; as it stands here, it looks
     * through all records.
     */
    default List<Zone> zones() {
        List<Zone> zones = new ArrayList<>();
        forEach(record -> {
            if (record.type().equals(RecordType.SOA)) {
                zones.add(Zone.of(record));
            }
        });
        return List.copyOf(zones);
    }

    /** For a table whose records come one by one, so that they need not be in memory all at once. */
    static TableBuilder builder() {
        return new TableBuilder();
    }

    /**
     * A table of these records. Records of one name and type stay in the order given; the same data is kept once, and
     * different TTLs give way to the smallest (RFC 2181, section 5).
     *
     * @throws RecordConflictException if there is more than one CNAME or SOA record of a name, or other records beside a
     *     CNAME record (RFC 2181, section 10.1); the message names the name
     */
    static Table of(Collection<ResourceRecord> records) {
        Objects.requireNonNull(records, "records");
        TableBuilder builder = builder();
        records.forEach(builder::add);
        return builder.build();
    }
}
