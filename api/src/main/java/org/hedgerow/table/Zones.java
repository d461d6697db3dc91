package org.hedgerow.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.record.DomainName;

/** The zones of a table, by the names that they begin at; none where no name has a SOA record. */
final class Zones {
    private final List<Zone> all;
    private final Map<DomainName, Denial> byApex;
    private final int longest; // how many octets the longest apex takes on the wire

    Zones(List<Zone> all) {
        this.all = List.copyOf(all);
        Map<DomainName, Denial> denials = new HashMap<>();
        all.forEach(zone -> denials.put(zone.origin(), Denial.of(zone.soa())));
        this.byApex = Map.copyOf(denials);
        this.longest =
                byApex.keySet().stream().mapToInt(DomainName::wireOctets).max().orElse(0);
    }

    /** In the order in which the table shows them. */
    List<Zone> all() {
        return all;
    }

    /** The denial of the innermost zone that the name is in, {@link Denial#NONE} if it is in none. */
    Denial of(DomainName name) {
        if (byApex.isEmpty()) {
            return Denial.NONE;
        }
        for (DomainName apex = name; ; apex = apex.parent()) {
            Denial zone = apex.wireOctets() > longest ? null : byApex.get(apex);
            if (zone != null) {
                return zone;
            }
            if (apex.isRoot()) {
                return Denial.NONE;
            }
        }
    }

    /** Whether a zone begins at the name. */
    boolean isApex(DomainName name) {
        return byApex.containsKey(name);
    }

    /** Whether a zone begins at the name that is in no other. */
    boolean isOutermostApex(DomainName name) {
        return isApex(name) && (name.isRoot() || !of(name.parent()).isOfZone());
    }

    /** Whether the name is outside of the zones of a table that has any. */
    boolean isForeign(DomainName name) {
        return isForeign(of(name));
    }

    private boolean isForeign(Denial zone) {
        return !zone.isOfZone() && !byApex.isEmpty();
    }

    /** The answer for a name that the table does not have. */
    Answer noName(DomainName name) {
        Denial zone = of(name);
        return isForeign(zone) ? Elsewhere.unknown() : zone.noName();
    }

    /** The answer for a name that only has names below it. */
    Answer noRecords(DomainName name) {
        Denial zone = of(name);
        return isForeign(zone) ? Elsewhere.unknown() : zone.noType();
    }

    /** The answer for a name that has records, but none of the type asked for. */
    Answer noType(DomainName name) {
        return of(name).noType();
    }
}
