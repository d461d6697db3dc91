package org.hedgerow.cli;

import org.hedgerow.fanout.NegativePolicy;

/** Reads what a no of a table server means. */
final class PolicyConverter extends ChoiceConverter<NegativePolicy> {
    PolicyConverter() {
        super(NegativePolicy.class);
    }
}
