package org.hedgerow.table;

import java.util.List;
import org.hedgerow.NotFound;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a zone says of names and types that are not in it: the denial of their existence.
 *
 * @param soa the SOA record of negative answers
 * @param noName the answer for names
 * @param noType the answer for types
 */
record Denial(@Nullable ResourceRecord soa, NotFound noName, NotFound noType) {
    /** That of no zone at all. */
    static final Denial NONE = new Denial(null, NotFound.NAME, NotFound.TYPE);

    /** The denial of the zone that the SOA record starts. How long negative answers may be kept, RFC 2308 says in section 5. */
    static Denial of(ResourceRecord start) {
        int minimum = start.data() instanceof RecordData.Soa data ? data.minimum() : 0;
        // RFC 2181, section 8: what has the highest bit set means 0
        int ttl = Math.max(0, Math.min(start.ttl(), minimum));
        ResourceRecord soa = new ResourceRecord(start.name(), start.type(), ttl, start.data());
        return new Denial(soa, NotFound.NAME.withAuthority(List.of(soa)), NotFound.TYPE.withAuthority(List.of(soa)));
    }

    boolean isOfZone() {
        return soa != null;
    }

    /** The answer at the end of aliases. */
    NotFound notFound(NotFound.Kind kind, List<ResourceRecord> aliases) {
        NotFound bare = kind == NotFound.Kind.NO_SUCH_NAME ? noName : noType;
        return bare.withAliases(aliases);
    }
}
