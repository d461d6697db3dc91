package org.hedgerow.dns;

import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.jspecify.annotations.Nullable;

/** What a query of a client says, as far as a reply repeats it or depends on it. */
interface DnsQuery {

    /** To be returned. */
    int id();

    /** As they came; some of them are returned. */
    int flags();

    /** {@link Rcode#NOERROR}, or what to answer without asking anybody. */
    int rcode();

    /** The name that is asked for; null if it could not be read, or was not looked at. */
    @Nullable
    DomainName name();

    /** The type that is asked for, where there is a name. */
    int type();

    /** The class that it is asked for in. */
    int questionClass();

    /** What the client says of itself (RFC 6891); null if it says nothing. */
    @Nullable
    Edns edns();

    /** What is asked; null if that could not be read, or was not looked at. */
    default @Nullable Question question() {
        DomainName name = name();
        return name == null ? null : Question.of(name, RecordType.of(type()));
    }
}
