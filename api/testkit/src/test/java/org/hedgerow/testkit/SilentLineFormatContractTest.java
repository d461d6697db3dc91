package org.hedgerow.testkit;

import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;

class SilentLineFormatContractTest extends WireFormatContract {
    @Override
    protected WireFormat format() {
        return LineFormat.standard().silentOnMiss();
    }

    @Override
    protected Answer heard(Answer said) {
        return said instanceof Found ? said : null;
    }
}
