package org.hedgerow.table;

import java.util.Objects;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.Resolver;

/** Answers from a table, at once and in the caller's lane: what a table server has behind its listener. */
public final class TableResolver implements Resolver {
    private final TableSource source;

    private TableResolver(TableSource source) {
        this.source = source;
    }

    /** A resolver over the source; each question is answered by the table that is current when it arrives. */
    public static TableResolver of(TableSource source) {
        Objects.requireNonNull(source, "source");
        return new TableResolver(source);
    }

    @Override
    public void resolve(Question question, Call call) {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(call, "call");
        call.answer(source.current().find(question));
    }
}
