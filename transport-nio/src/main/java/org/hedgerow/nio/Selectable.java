package org.hedgerow.nio;

/** What a loop serves: the attachment of a key. In the loop only. */
interface Selectable {

    /** The selector has found the channel ready for something, before it was served whatever else is ready. */
    void ready();

    /** The loop ends: closes the channel. */
    void loopEnds();
}
