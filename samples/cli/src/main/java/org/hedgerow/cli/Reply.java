package org.hedgerow.cli;

import org.hedgerow.Answer;
import org.hedgerow.DomainName;
import org.hedgerow.Found;

/**
 * What became of a name.
 *
 * @param name the name, spelled as the user spells it
 * @param answer the answer
 */
record Reply(DomainName name, Answer answer) {

    boolean isFound() {
        return answer instanceof Found;
    }

    /** The reply as RESOLVED.txt has it: spelled as the table spells it, if a table has it. */
    @Override
    public String toString() {
        return answer instanceof Found found ? found.first().toString() : name + " - TIMED OUT";
    }
}
