package org.hedgerow.table;

import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.RecordType;

/** What aliases lead to, worked out once: all that is asked of an alias is answered by the same objects each time. */
final class Aliases {
    private final RecordSets chased;
    private final Answer[] otherwise; // where the target does not have the type

    private Aliases(RecordSets chased, Answer[] otherwise) {
        this.chased = chased;
        this.otherwise = otherwise;
    }

    static Aliases of(Entries entries) {
        RecordSets.Builder chased = new RecordSets.Builder(entries.aliases());
        Answer[] otherwise = new Answer[entries.aliases()];
        for (int number = 0; number < otherwise.length; number++) {
            AliasChain chain = new AliasChain(entries.names().owner(number), entries);
            chain.forEachAnswer(chased::add);
            chased.next();
            Answer cname = entries.sets().find(number, RecordType.CNAME);
            Answer last = chain.otherwise();
            otherwise[number] = last.equals(cname) ? cname : last;
        }
        return new Aliases(chased.build(), otherwise);
    }

    /** The answer to a question for a type that the alias itself does not have. */
    Answer find(int number, RecordType type) {
        Found found = chased.find(number, type);
        return found == null ? otherwise[number] : found;
    }
}
