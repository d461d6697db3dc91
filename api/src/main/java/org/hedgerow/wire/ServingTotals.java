package org.hedgerow.wire;

import java.util.concurrent.atomic.LongAdder;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;

/** Counts what a server was asked and what it replied, over all of its connections. Any thread; never blocks. */
public final class ServingTotals {
    private final LongAdder questions = new LongAdder();
    private final LongAdder found = new LongAdder();
    private final LongAdder notFound = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder invalid = new LongAdder();
    private final LongAdder overloaded = new LongAdder();
    private final LongAdder limited = new LongAdder();

    /** All zero. */
    public ServingTotals() {}

    /** A question has arrived. */
    public void asked() {
        questions.increment();
    }

    /** It has come to this. */
    public void answered(Answer answer) {
        if (answer instanceof Found) {
            found.increment();
        } else if (answer instanceof Failed failure) {
            (failure.reason() == Failed.Reason.TIMEOUT ? timedOut : failed).increment();
            if (failure.reason() == Failed.Reason.OVERLOADED) {
                overloaded.increment();
            }
        } else {
            notFound.increment();
        }
    }

    /** Something has arrived that is no question. */
    public void rejected() {
        invalid.increment();
    }

    /** A reply was dropped or sent without its records, since too many go to the client's network. */
    public void limited() {
        limited.increment();
    }

    /** The counts so far; taken one after the other, so a busy server's need not add up. */
    public Snapshot snapshot() {
        return new Snapshot(
                questions.sum(),
                found.sum(),
                notFound.sum(),
                timedOut.sum(),
                failed.sum(),
                invalid.sum(),
                overloaded.sum(),
                limited.sum());
    }

    /**
     * Counts at one moment.
     *
     * @param questions valid questions that arrived
     * @param found answered with records
     * @param notFound came to nothing because the name or type does not exist
     * @param timedOut came to nothing because nobody knew in time
     * @param failed came to nothing for another reason
     * @param invalid what arrived and was no question, or one that nobody is asked
     * @param overloaded those of the failed that were too many at once
     * @param limited replies that were dropped or cut short, since too many went to one network
     */
    public record Snapshot(
            long questions,
            long found,
            long notFound,
            long timedOut,
            long failed,
            long invalid,
            long overloaded,
            long limited) {}
}
