package org.hedgerow.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.Answer;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of an answer section that answer the question: the aliases that lead from its name, and the records of its type
 * at the name that they lead to. If DNSSEC data is wanted, also their signatures and the DNAME records that aliases were made
 * from. All others are dropped, as resolvers drop them, because nobody asked for them.
 */
final class RelevantRecords {
    private final List<ResourceRecord> records;
    private final boolean found;

    private RelevantRecords(List<ResourceRecord> records, boolean found) {
        this.records = records;
        this.found = found;
    }

    /**
     * Picks them from an answer section.
     *
     * @param withRecords whether there may be more than aliases
     * @throws BadMessageException if it has more than {@value Answer#MAX_ALIASES} aliases, as a circle has
     */
    static RelevantRecords of(Question question, List<ResourceRecord> section, boolean withRecords)
            throws BadMessageException {
        List<ResourceRecord> chain = new ArrayList<>(section.size());
        DomainName canonical = follow(question, section, chain);
        int aliases = chain.size();
        if (withRecords) {
            for (ResourceRecord each : section) {
                if (isAsked(question, each) && each.name().equals(canonical)) {
                    chain.add(each);
                }
            }
        }
        boolean found = chain.size() > aliases;
        return new RelevantRecords(question.isDnssecOk() ? signed(section, chain, aliases) : chain, found);
    }

    /** Adds the aliases that lead from the name asked for, and returns the name that they lead to. */
    private static DomainName follow(Question question, List<ResourceRecord> section, List<ResourceRecord> chain)
            throws BadMessageException {
        DomainName name = question.name();
        if (!question.type().followsAliases()) {
            return name;
        }
        for (ResourceRecord alias = alias(name, section); alias != null; alias = alias(name, section)) {
            if (chain.size() == Answer.MAX_ALIASES) {
                throw new BadMessageException("more than " + Answer.MAX_ALIASES + " aliases");
            }
            chain.add(alias);
            name = ((RecordData.Host) alias.data()).name();
        }
        return name;
    }

    private static @Nullable ResourceRecord alias(DomainName name, List<ResourceRecord> section) {
        for (ResourceRecord each : section) {
            if (each.type().equals(RecordType.CNAME) && each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    private static boolean isAsked(Question question, ResourceRecord record) {
        return record.type().equals(question.type()) || question.type().equals(RecordType.ANY);
    }

    /** The chain with what proves it, in the section's order, because validators expect a DNAME record before its alias. */
    private static List<ResourceRecord> signed(List<ResourceRecord> section, List<ResourceRecord> chain, int aliases) {
        Set<ResourceRecord> kept = new HashSet<>(chain);
        for (ResourceRecord each : section) {
            if (each.type().equals(RecordType.DNAME) && isAbove(each.name(), chain.subList(0, aliases))) {
                kept.add(each);
            }
        }
        Set<DomainName> owners = new HashSet<>();
        kept.forEach(each -> owners.add(each.name()));
        List<ResourceRecord> inOrder = new ArrayList<>(section.size());
        for (ResourceRecord each : section) {
            if (kept.contains(each) || (each.type().equals(RecordType.RRSIG) && owners.contains(each.name()))) {
                inOrder.add(each);
            }
        }
        List<ResourceRecord> ofChain = new ArrayList<>(inOrder);
        ofChain.retainAll(new HashSet<>(chain));
        if (ofChain.equals(chain)) {
            return inOrder;
        }
        List<ResourceRecord> chainFirst = new ArrayList<>(chain);
        inOrder.removeAll(new HashSet<>(chain));
        chainFirst.addAll(inOrder);
        return chainFirst;
    }

    private static boolean isAbove(DomainName owner, List<ResourceRecord> aliases) {
        return aliases.stream().anyMatch(each -> each.name().isWithin(owner));
    }

    /** Aliases, in the order in which they lead on, and what they lead to; perhaps none. */
    List<ResourceRecord> records() {
        return records;
    }

    /** Whether there is more than aliases. */
    boolean isFound() {
        return found;
    }

    /** Whether nothing of these records is left out. */
    boolean isAllOf(List<ResourceRecord> section) {
        return records.equals(section);
    }
}
