package com.example.strangers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.HeldMemory;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingCounts;

/** The serving side of {@link OneShotFormat}: one question at a time, and the next line when that is answered. */
final class OneShotServing implements ConnectionHandler {
    private static final int LONGEST = 512;
    private static final int HELD = InFlightMemory.ofQuestion(LONGEST);

    private final ServingContext context;
    private final StringBuilder input = new StringBuilder();
    private Connection connection;
    private ServingCounts counts;
    private HeldMemory memory;
    private Query query; // in flight
    private boolean reading;
    private boolean ended;

    OneShotServing(ServingContext context) {
        this.context = context;
    }

    @Override
    public void opened(Connection opened) {
        connection = opened;
        counts = context.totals().open(opened.lane());
        memory = context.options().memory().open(opened.lane());
    }

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        input.append(StandardCharsets.ISO_8859_1.decode(bytes));
        readOn();
    }

    @Override
    public void ended(Connection from) {
        ended = true;
        readOn();
    }

    @Override
    public void closed(Connection gone, IOException cause) {
        connection = null;
        if (query != null) {
            query.cancel();
        }
        memory.close();
        counts.end();
    }

    /** Has the next line answered, unless it is called by one that is answered at once. */
    private void readOn() {
        if (reading) {
            return;
        }
        reading = true;
        for (int end = input.indexOf("\n"); end >= 0 && query == null; end = input.indexOf("\n")) {
            String line = input.substring(0, end);
            input.delete(0, end + 1);
            ask(line);
        }
        reading = false;
        connection.reading(query == null && !ended);
        if (query == null && (ended || input.length() > LONGEST)) {
            connection.close();
        }
    }

    private void ask(String line) {
        Question question;
        try {
            question = Question.of(line);
        } catch (IllegalArgumentException e) {
            counts.rejected();
            return;
        }
        counts.asked();
        query = new Query(connection.lane());
        try {
            context.resolver().resolve(question, query);
        } catch (RuntimeException e) {
            query.answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + e));
        }
    }

    private void answered(Answer answer) {
        query = null;
        if (connection != null) {
            memory.release(HELD);
            counts.answered(answer);
            boolean found = answer instanceof Found some && some.address() != null;
            OneShotFormat.writeLine(
                    connection, found ? ((Found) answer).address().data() : "?");
            readOn();
        }
    }

    private final class Query extends Call {
        private final Lane lane;

        Query(Lane lane) {
            this.lane = lane;
            memory.hold(HELD);
            Failed timeout = Failed.of(Failed.Reason.TIMEOUT, "nobody knew in time");
            long nanos = context.options().timeout().toNanos();
            onDone(lane.schedule(nanos, () -> answer(timeout))::cancel);
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        protected void completed(Answer answer) {
            answered(answer);
        }

        @Override
        protected void cancelled() {
            answered(Failed.of(Failed.Reason.CANCELLED, "called off"));
        }
    }
}
