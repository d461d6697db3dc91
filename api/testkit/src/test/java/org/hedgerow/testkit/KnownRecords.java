package org.hedgerow.testkit;

import java.util.List;
import java.util.Objects;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;

/** What the resolvers know that keep to the contract. */
final class KnownRecords {
    static final String NAME = "known.example";
    static final ResourceRecord RECORD = ResourceRecord.of(DomainName.of(NAME), AddressText.parse("192.0.2.1"));
    static final Question QUESTION = Question.of(NAME);
    static final Answer ANSWER = Found.of(List.of(RECORD));
    static final Question UNANSWERED = Question.of("never.example");
    static final Table TABLE = Table.of(List.of(RECORD));

    private KnownRecords() {}

    static Resolver table() {
        return TableResolver.of(() -> TABLE);
    }

    /** As the table, but for the question that is never answered. */
    static Resolver withSilence() {
        Resolver table = table();
        return (question, call) -> {
            Objects.requireNonNull(question, "question");
            Objects.requireNonNull(call, "call");
            if (!question.name().equals(UNANSWERED.name())) {
                table.resolve(question, call);
            }
        };
    }
}
