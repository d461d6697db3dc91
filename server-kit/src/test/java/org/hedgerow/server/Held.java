package org.hedgerow.server;

import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.Resolver;

/** Answers nothing until it is told to. */
final class Held implements Resolver {
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Call> calledOff = new ConcurrentLinkedQueue<>();

    @Override
    public void resolve(Question question, Call call) {
        calls.add(call);
        call.onDone(() -> calledOff.add(call));
    }

    void awaitCalls(int count) {
        await().atMost(Servers.LONG).until(() -> calls.size() == count);
    }

    void awaitCalledOff(int count) {
        await().atMost(Servers.LONG).until(() -> calledOff.size() == count);
    }

    void answerAll(Answer answer) {
        calls.forEach(call -> call.answer(answer));
    }
}
