package org.hedgerow.testkit;

import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.wire.WireFormat;

class DnsStreamFormatContractTest extends WireFormatContract {
    @Override
    protected WireFormat format() {
        return DnsFormat.standard().streamOnly();
    }

    @Override
    protected Answer heard(Answer said) {
        if (said instanceof NotFound missing) {
            return missing.withAuthoritative(false); // as a server says it that has its answers from others
        }
        boolean failed = said instanceof Failed failure && failure.reason() != Failed.Reason.REFUSED;
        return failed ? Failed.of(Failed.Reason.SERVER_FAILURE, "") : said;
    }
}
