package org.hedgerow.table;

import java.util.Map;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.record.DomainName;

/** The zones of a table, by the names that they begin at; none where no name has a SOA record. */
final class Zones {
    private final Map<DomainName, Zone> byApex;
    private final int longest; // how many octets the longest apex takes on the wire

    Zones(Map<DomainName, Zone> byApex) {
        this.byApex = Map.copyOf(byApex);
        this.longest =
                byApex.keySet().stream().mapToInt(DomainName::wireOctets).max().orElse(0);
    }

    /** The innermost zone that the name is in, {@link Zone#NONE} if it is in none. */
    Zone of(DomainName name) {
        if (byApex.isEmpty()) {
            return Zone.NONE;
        }
        for (DomainName apex = name; ; apex = apex.parent()) {
            Zone zone = apex.wireOctets() > longest ? null : byApex.get(apex);
            if (zone != null) {
                return zone;
            }
            if (apex.isRoot()) {
                return Zone.NONE;
            }
        }
    }

    /** Whether a zone begins at the name. */
    boolean isApex(DomainName name) {
        return byApex.containsKey(name);
    }

    /** Whether a zone begins at the name that is in no other. */
    boolean isOutermostApex(DomainName name) {
        return isApex(name) && (name.isRoot() || !of(name.parent()).exists());
    }

    /** Whether the name is outside of the zones of a table that has any. */
    boolean isForeign(DomainName name) {
        return isForeign(of(name));
    }

    private boolean isForeign(Zone zone) {
        return !zone.exists() && !byApex.isEmpty();
    }

    /** The answer for a name that the table does not have. */
    Answer noName(DomainName name) {
        Zone zone = of(name);
        return isForeign(zone) ? Elsewhere.unknown() : zone.noName();
    }

    /** The answer for a name that only has names below it. */
    Answer noRecords(DomainName name) {
        Zone zone = of(name);
        return isForeign(zone) ? Elsewhere.unknown() : zone.noType();
    }

    /** The answer for a name that has records, but none of the type asked for. */
    Answer noType(DomainName name) {
        return of(name).noType();
    }
}
