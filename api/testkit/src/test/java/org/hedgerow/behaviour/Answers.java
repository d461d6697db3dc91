package org.hedgerow.behaviour;

import java.util.List;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/** Answers for tests, shortly. */
final class Answers {
    private Answers() {}

    static Found found(String name, String address) {
        return Found.of(List.of(ResourceRecord.of(DomainName.of(name), AddressText.parse(address))));
    }

    static ResourceRecord cname(String name, String target) {
        return ResourceRecord.of(DomainName.of(name), RecordType.CNAME, new RecordData.Host(DomainName.of(target)));
    }

    static Found alias(String name, String target) {
        return Found.of(List.of(cname(name, target)));
    }

    static ResourceRecord soa(String zone) {
        DomainName apex = DomainName.of(zone);
        return ResourceRecord.of(apex, RecordType.SOA, new RecordData.Soa(apex, apex, 1, 2, 3, 4, 60));
    }

    /** That the name does not exist, says the server of this zone. */
    static NotFound noName(String zone) {
        return NotFound.NAME.withAuthority(List.of(soa(zone)));
    }

    /** That the type does not exist, says the server of this zone. */
    static NotFound noType(String zone) {
        return NotFound.TYPE.withAuthority(List.of(soa(zone)));
    }

    /** What a resolver does that finds everything, at once. */
    static void atOnce(Question question, Call call) {
        call.answer(found(question.name().toString(), "10.0.0.1"));
    }

    static Failed failed(Failed.Reason reason) {
        return Failed.of(reason, "");
    }
}
