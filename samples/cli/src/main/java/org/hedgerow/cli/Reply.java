package org.hedgerow.cli;

import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What became of a name.
 *
 * @param name the name, spelled as the user spells it
 * @param answer the answer
 */
record Reply(DomainName name, Answer answer) {

    /** The kinds of replies. */
    enum Outcome {
        /** It has an address. */
        FOUND,

        /** There is no such name, or it has no address; some protocols have no word for that. */
        NOT_FOUND,

        /** Nobody has said anything in time. */
        TIMED_OUT,

        /** The server says that it cannot tell. */
        FAILED
    }

    Outcome outcome() {
        if (answer instanceof Failed failed) {
            return failed.reason() == Failed.Reason.TIMEOUT ? Outcome.TIMED_OUT : Outcome.FAILED;
        }
        if (answer instanceof Elsewhere) {
            return Outcome.FAILED;
        }
        return found() == null ? Outcome.NOT_FOUND : Outcome.FOUND;
    }

    boolean isFound() {
        return outcome() == Outcome.FOUND;
    }

    /** The address, under the name that was asked for and not the one that aliases lead to; null if there is none. */
    private @Nullable ResourceRecord found() {
        ResourceRecord address = answer instanceof Found found ? found.address() : null;
        return address == null
                ? null
                : address.withName(((Found) answer).first().name());
    }

    /** The reply as RESOLVED.txt has it: spelled as the table spells it, if a table has it. */
    @Override
    public String toString() {
        ResourceRecord found = found();
        if (found != null) {
            return found.toString();
        }
        if (answer instanceof Failed failed) {
            boolean silence = outcome() == Outcome.TIMED_OUT;
            return name + (silence ? " - TIMED OUT" : " - FAILED (" + FailureText.of(name, failed) + ")");
        }
        if (answer instanceof Elsewhere elsewhere) {
            return name + " - FAILED (" + FailureText.of(elsewhere) + ")";
        }
        return name + " - NOT FOUND";
    }
}
