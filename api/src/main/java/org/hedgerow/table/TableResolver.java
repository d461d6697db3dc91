package org.hedgerow.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.ResolverListener;
import org.jspecify.annotations.Nullable;

/** Answers from a table, at once and in the caller's lane: what a table server has behind its listener. Any thread. */
public final class TableResolver implements Resolver {
    private final TableSource source;
    private final List<ResolverListener> listeners;
    private final @Nullable ResolverListener listener;

    private TableResolver(TableSource source, List<ResolverListener> listeners) {
        this.source = source;
        this.listeners = listeners;
        this.listener = ResolverListener.all(listeners);
    }

    /** A resolver over the source; each question is answered by the table that is current when it arrives. */
    public static TableResolver of(TableSource source) {
        Objects.requireNonNull(source, "source");
        return new TableResolver(source, List.of());
    }

    /** One that tells this listener, too, of each question and of its answer, after those that this one tells. */
    public TableResolver withListener(ResolverListener listener) {
        Objects.requireNonNull(listener, "listener");
        List<ResolverListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new TableResolver(source, List.copyOf(more));
    }

    @Override
    public void resolve(Question question, Call call) {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(call, "call");
        if (listener == null) {
            call.answer(source.current().find(question));
        } else {
            resolve(question, call, listener.asked(question, call.lane().now()));
        }
    }

    private void resolve(Question question, Call call, ResolverListener.Events events) {
        Answer answer = source.current().find(question);
        events.decided("", answer, call.lane().now());
        call.answer(answer);
    }
}
