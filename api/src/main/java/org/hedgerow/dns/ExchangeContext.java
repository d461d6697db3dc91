package org.hedgerow.dns;

import org.hedgerow.lane.Lane;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.UpstreamCounts;

/**
 * What the ways to one server share.
 *
 * @param format how it is asked
 * @param asking from where, whom and how
 * @param counts those of the lane
 * @param bits for ids, ports and spellings that nobody can foretell
 * @param skills what the server can do
 */
record ExchangeContext(
        DnsFormat format, AskingContext asking, UpstreamCounts counts, UnpredictableBits bits, ServerSkills skills) {
    Lane lane() {
        return asking.lane();
    }
}
