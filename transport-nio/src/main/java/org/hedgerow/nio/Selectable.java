package org.hedgerow.nio;

/** What a loop serves: the attachment of a key. In the loop only. */
interface Selectable {

    /** The selector has found the channel ready for something; others that it has found have been served since then. */
    void ready();

    /** The loop ends: closes the channel. */
    void loopEnds();
}
