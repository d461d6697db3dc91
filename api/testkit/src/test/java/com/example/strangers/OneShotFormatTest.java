package com.example.strangers;

import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.testkit.WireFormatContract;
import org.hedgerow.wire.WireFormat;

class OneShotFormatTest extends WireFormatContract {
    @Override
    protected WireFormat format() {
        return new OneShotFormat();
    }

    @Override
    protected Answer heard(Answer said) {
        return said instanceof Found ? said : Failed.of(Failed.Reason.SERVER_FAILURE, "?");
    }
}
