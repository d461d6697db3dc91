package org.hedgerow.line;

import java.util.List;
import org.hedgerow.Found;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/** The record of a reply together with its line, which a server relays as it came. */
final class RelayedLine implements Found.Store {
    private final ResourceRecord record;
    private final byte[] line;

    RelayedLine(ResourceRecord record, byte[] line) {
        this.record = record;
        this.line = line;
    }

    @Override
    public List<ResourceRecord> records(int place) {
        return List.of(record);
    }

    @Override
    public boolean isSpelledAs(int place, DomainName name) {
        return record.name().isSpelledAs(name);
    }

    @Override
    public boolean isBareAlias(int place) {
        return false;
    }

    @Override
    public byte @Nullable [] encoding(int place, Object format) {
        return format == LineText.class ? line : null;
    }
}
