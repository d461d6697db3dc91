package org.hedgerow.nio;

import java.nio.channels.SelectionKey;

/** What a loop serves: the attachment of a key. In the loop only. */
interface Selectable {

    /** The selector says that the channel is ready for something. */
    void ready(SelectionKey key);

    /** The loop ends: closes the channel. */
    void loopEnds();
}
