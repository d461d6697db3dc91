package org.hedgerow.fanout;

import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/** What an answer says of the name, the weakest first. */
enum Opinion {
    /** Nothing: its server is not responsible. */
    NONE,
    /** There are no records, says somebody who is neither responsible nor knows who is. */
    EMPTY,
    /** It does not exist, says somebody of whom it is not certain that he is responsible. */
    NEGATIVE,
    /** It does not exist, says somebody who is responsible beyond doubt. */
    FINAL,
    /** It is an alias, and where that leads its server does not know. */
    ALIAS,
    /** There are records. */
    FOUND;

    private static final int DS = 43; // RFC 4034

    /** That of an answer, which is no failure. */
    static Opinion of(Answer answer, Question question) {
        if (answer instanceof Found found) {
            return !question.type().followsAliases() || !found.isBareAlias() ? FOUND : ALIAS;
        }
        return answer instanceof NotFound missing ? of(missing, question) : NONE;
    }

    private static Opinion of(NotFound missing, Question question) {
        ResourceRecord soa = missing.soa();
        if (missing.kind() == NotFound.Kind.NO_SUCH_TYPE && !missing.isAuthoritative() && soa == null) {
            return EMPTY;
        }
        boolean encloses = soa != null && encloses(soa.name(), missing.canonicalName(question.name()), question.type());
        boolean isFinal = missing.kind() == NotFound.Kind.NO_SUCH_NAME
                ? missing.isAuthoritative() && encloses
                : soa == null || encloses;
        return isFinal ? FINAL : NEGATIVE;
    }

    /** Whether the better of two answers of the same opinion is the first: that of the deeper zone, or else the earlier one. */
    static boolean isDeeper(Answer answer, @Nullable Answer than) {
        return depth(answer) > depth(than);
    }

    /** Of zones that a name is in, the one whose name is longer is the deeper. */
    private static int depth(@Nullable Answer answer) {
        ResourceRecord soa = answer instanceof NotFound missing ? missing.soa() : null;
        return soa == null ? 0 : soa.name().wireOctets();
    }

    /** Whether the zone that begins at the apex has the say on the name; on a DS record the zone above has it. */
    private static boolean encloses(DomainName apex, DomainName name, RecordType type) {
        return name.isWithin(apex) && !(type.code() == DS && name.equals(apex));
    }
}
