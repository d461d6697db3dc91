package org.hedgerow.transport;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TransportProvidersTest {
    /** Here there is none; in a fat jar it may be that only one is left. */
    @Test
    void whereHardlyAnyIsFoundTheMessageSaysWhatMayBeWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.named("nio"))
                .withMessage(
                        "no transport \"nio\" here, only []; its module is missing, or jars were made one without merging"
                                + " their META-INF/services/org.hedgerow.transport.TransportProvider");
    }
}
