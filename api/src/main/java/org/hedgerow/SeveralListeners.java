package org.hedgerow;

import java.util.List;

/** Listeners that hear the same, one after the other. */
record SeveralListeners(List<ResolverListener> all) implements ResolverListener {
    @Override
    public Events asked(Question question, long now) {
        return new SeveralEvents(
                all.stream().map(each -> each.asked(question, now)).toList());
    }

    private record SeveralEvents(List<Events> all) implements Events {
        @Override
        public void sent(String upstream, long now) {
            all.forEach(each -> each.sent(upstream, now));
        }

        @Override
        public void said(String upstream, Answer answer, long now) {
            all.forEach(each -> each.said(upstream, answer, now));
        }

        @Override
        public void decided(String upstream, Answer answer, long now) {
            all.forEach(each -> each.decided(upstream, answer, now));
        }
    }
}
