package org.hedgerow.server.processes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Children that do what the test says, and remember what they were told. */
final class ScriptedChildren implements Child.Starter {
    final List<ScriptedChild> started = new ArrayList<>();
    final Set<Integer> unstartable = new HashSet<>();

    @Override
    public Child start(int index, Child.Events events) throws IOException {
        if (unstartable.contains(index)) {
            throw new IOException("no such program");
        }
        ScriptedChild child = new ScriptedChild(index, started.size(), events);
        started.add(child);
        return child;
    }

    ScriptedChild last() {
        return started.get(started.size() - 1);
    }

    /** One of them. */
    static final class ScriptedChild implements Child {
        final int index;
        final List<String> told = new ArrayList<>();
        private final int number;
        private final Events events;

        ScriptedChild(int index, int number, Events events) {
            this.index = index;
            this.number = number;
            this.events = events;
        }

        void prints(String line) {
            events.printed(line);
        }

        void complains(String line) {
            events.complained(line);
        }

        void ends(int exitCode) {
            events.ended(exitCode);
        }

        @Override
        public long pid() {
            return number;
        }

        @Override
        public void tell(String line) {
            told.add(line);
        }

        @Override
        public void hangUp() {
            told.add("(end)");
        }

        @Override
        public void kill() {
            told.add("(kill)");
        }
    }
}
