package org.hedgerow.testkit;

import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;

class LineFormatContractTest extends WireFormatContract {
    @Override
    protected WireFormat format() {
        return LineFormat.standard();
    }

    @Override
    protected Answer heard(Answer said) {
        return said instanceof Found ? said : Failed.of(Failed.Reason.TIMEOUT, "");
    }
}
