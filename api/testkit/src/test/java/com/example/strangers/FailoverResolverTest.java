package com.example.strangers;

import java.time.Duration;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.ResolverContract;

/** The first resolver fails, or is silent about names that begin with an s; the second never speaks of those with two. */
class FailoverResolverTest extends ResolverContract {
    private static final ResourceRecord RECORD =
            ResourceRecord.of(DomainName.of("s.example"), AddressText.parse("192.0.2.7"));
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @Override
    protected Resolver newResolver(ManualConnector lane) {
        Table table = Table.of(List.of(RECORD));
        Resolver second = TableResolver.of(() -> table);
        return new FailoverResolver(
                (question, call) -> {
                    if (!question.name().toString().startsWith("s")) {
                        call.answer(Failed.of(Failed.Reason.UNREACHABLE, "on purpose"));
                    }
                },
                (question, call) -> {
                    if (!question.name().toString().startsWith("ss")) {
                        second.resolve(question, call);
                    }
                },
                PATIENCE);
    }

    @Override
    protected Question known() {
        return Question.of("s.example");
    }

    @Override
    protected Answer answer() {
        return Found.of(List.of(RECORD));
    }

    @Override
    protected Question unanswered() {
        return Question.of("ss.example");
    }

    @Override
    protected void settle(ManualConnector lane) {
        lane.advance(PATIENCE);
    }
}
