package org.hedgerow.testkit;

import org.hedgerow.Answer;
import org.hedgerow.Question;

/** The contract for resolvers that know {@link KnownRecords}. */
abstract class KnownResolverContract extends ResolverContract {
    @Override
    protected final Question known() {
        return KnownRecords.QUESTION;
    }

    @Override
    protected Answer answer() {
        return KnownRecords.ANSWER;
    }
}
