package org.hedgerow.peers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.ResolverListener;

/** What the upstreams of a fan-out have said, in order: {@code name: Found}, or why it failed. */
final class Heard implements ResolverListener {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public Events asked(Question question, long now) {
        return new Events() {
            @Override
            public void sent(String upstream, long now) {}

            @Override
            public void said(String upstream, Answer answer, long now) {
                said.add(upstream + ": " + text(answer));
            }

            @Override
            public void decided(String winner, Answer answer, long now) {
                said.add("decided: " + text(answer));
            }
        };
    }

    private static String text(Answer answer) {
        return answer instanceof Failed failed
                ? failed.reason().name()
                : answer.getClass().getSimpleName();
    }

    List<String> said() {
        return List.copyOf(said);
    }
}
