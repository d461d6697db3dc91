package org.hedgerow.testkit;

import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.fanout.AliasFollower;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/** Behind two aliases, whose last leads to what is known. */
class AliasFollowerContractTest extends ResolverContract {
    private static final List<ResourceRecord> ALIASES =
            List.of(alias("first.example", "second.example"), alias("second.example", KnownRecords.NAME));

    private static ResourceRecord alias(String name, String target) {
        return ResourceRecord.of(DomainName.of(name), RecordType.CNAME, new RecordData.Host(DomainName.of(target)));
    }

    @Override
    protected Resolver newResolver(ManualConnector lane) {
        Resolver others = KnownRecords.withSilence();
        return AliasFollower.of((question, call) -> {
            for (ResourceRecord alias : ALIASES) {
                if (alias.name().equals(question.name())) {
                    call.answer(Found.of(List.of(alias)));
                    return;
                }
            }
            others.resolve(question, call);
        });
    }

    @Override
    protected Question known() {
        return Question.of("first.example");
    }

    @Override
    protected Answer answer() {
        return Found.of(List.of(ALIASES.get(0), ALIASES.get(1), KnownRecords.RECORD));
    }

    @Override
    protected Question unanswered() {
        return KnownRecords.UNANSWERED;
    }
}
