package org.hedgerow.dns;

import org.hedgerow.Question;
import org.hedgerow.record.DomainName;

/** A query that a test makes up, or has read. */
record GivenQuery(int id, int flags, int rcode, Question question, int questionClass, Edns edns) implements DnsQuery {

    /** The query that is read there; null if it is none. */
    static GivenQuery read(byte[] message, int from, int to) {
        DnsQueryReader read = new DnsQueryReader();
        return read.read(message, from, to)
                ? new GivenQuery(
                        read.id(), read.flags(), read.rcode(), read.question(), read.questionClass(), read.edns())
                : null;
    }

    @Override
    public DomainName name() {
        return question == null ? null : question.name();
    }

    @Override
    public int type() {
        return question == null ? 0 : question.type().code();
    }
}
