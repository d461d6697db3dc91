package org.hedgerow.behaviour;

import java.util.List;
import org.hedgerow.AddressText;
import org.hedgerow.Call;
import org.hedgerow.DomainName;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.ResourceRecord;

/** Answers for tests, shortly. */
final class Answers {
    private Answers() {}

    static Found found(String name, String address) {
        return new Found(List.of(ResourceRecord.of(DomainName.of(name), AddressText.parse(address))));
    }

    /** What a resolver does that finds everything, at once. */
    static void atOnce(Question question, Call call) {
        call.answer(found(question.name().toString(), "10.0.0.1"));
    }

    static Failed failed(Failed.Reason reason) {
        return Failed.of(reason, "");
    }
}
