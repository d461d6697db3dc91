package org.hedgerow.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * The aliases that lead from a name to the one that has what is asked for, and what is there (RFC 1034, section 4.3.2,
 * step 3a). A chain ends where it comes back to a name that it has been at, and after {@value Answer#MAX_ALIASES} aliases.
 */
final class AliasChain {
    private final Entries entries;
    private final List<ResourceRecord> aliases = new ArrayList<>(1);
    private final boolean endless;

    // Where the aliases lead to.
    private DomainName name;
    private int number;

    AliasChain(DomainName start, Entries entries) {
        this.entries = entries;
        this.name = start;
        this.number = entries.source(start);
        boolean cut = false;
        while (!cut && entries.isAlias(number)) {
            cut = aliases.size() == Answer.MAX_ALIASES || hasBeenHere();
            if (!cut) {
                follow();
            }
        }
        this.endless = cut;
    }

    private boolean hasBeenHere() {
        for (ResourceRecord alias : aliases) {
            if (alias.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void follow() {
        Found cname = Objects.requireNonNull(entries.sets().find(number, RecordType.CNAME), "a CNAME record");
        ResourceRecord alias = Wildcard.speaksFor(name, cname).first();
        aliases.add(alias);
        name = ((RecordData.Host) alias.data()).name();
        number = entries.source(name);
    }

    /** The answer to a question for the type. */
    Answer answer(RecordType type) {
        Found found = owns() ? entries.sets().find(number, type) : null;
        return found == null ? otherwise() : behindAliases(found);
    }

    /** Each type that there is an answer of. */
    void forEachType(IntConsumer action) {
        if (owns()) {
            entries.sets().forEachType(number, action);
        }
    }

    private boolean owns() {
        return !endless && number != NameIndex.NONE && !entries.isEmpty(number);
    }

    private Found behindAliases(Found found) {
        List<ResourceRecord> all = new ArrayList<>(aliases);
        all.addAll(Wildcard.speaksFor(name, found).records());
        return Found.of(all);
    }

    /**
     * The answer to questions for other types. Where the table is not responsible for the name that the aliases lead to,
     * whoever asked goes on from there.
     */
    Answer otherwise() {
        if (endless || isElsewhere()) {
            return Found.of(aliases);
        }
        NotFound.Kind kind = number == NameIndex.NONE ? NotFound.Kind.NO_SUCH_NAME : NotFound.Kind.NO_SUCH_TYPE;
        return entries.zones().of(name).notFound(kind, aliases);
    }

    private boolean isElsewhere() {
        Zones zones = entries.zones();
        return number == NameIndex.NONE ? !zones.of(name).isOfZone() : entries.isEmpty(number) && zones.isForeign(name);
    }
}
