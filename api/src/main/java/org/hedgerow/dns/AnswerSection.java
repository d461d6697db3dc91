package org.hedgerow.dns;

import java.util.List;
import org.hedgerow.Found;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/** The records of an answer section together with its bytes, which a server relays as they came. */
final class AnswerSection implements Found.Store {
    private final List<ResourceRecord> records;
    private final byte[] section;

    AnswerSection(List<ResourceRecord> records, byte[] message, int from, int to) {
        this.records = List.copyOf(records);
        this.section = DnsReplies.section(records.size(), message, from, to);
    }

    @Override
    public List<ResourceRecord> records(int place) {
        return records;
    }

    @Override
    public boolean isSpelledAs(int place, DomainName name) {
        return records.get(0).name().isSpelledAs(name);
    }

    @Override
    public byte @Nullable [] encoding(int place, Object format) {
        return format == DnsReplies.SECTION ? section : null;
    }
}
