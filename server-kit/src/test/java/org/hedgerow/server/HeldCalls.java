package org.hedgerow.server;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.Resolver;

/** Answers nothing by itself, but hands its calls to the test. */
final class HeldCalls implements Resolver {
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    @Override
    public void resolve(Question question, Call call) {
        calls.add(call);
    }

    /** The next call, once there is one. */
    Call take() throws InterruptedException {
        Call call = calls.poll(Servers.LONG.toSeconds(), TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nobody has asked");
        }
        return call;
    }
}
