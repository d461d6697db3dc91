package org.hedgerow.dns;

import org.hedgerow.Failed;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.wire.AskingContext;

/**
 * What carries one DNS message to a server and the reply to it back, as a request of HTTPS (RFC 8484) or a stream of QUIC
 * (RFC 9250) does. It tells replies apart by itself, so that messages have the id 0. See {@link
 * DnsFormat#asking(AskingContext, RequestCarrier)}.
 *
 * <p>Confined to the lane of one upstream, which calls it there; it must not block.
 */
public interface RequestCarrier {

    /**
     * Sends the message. Connections, and requests that may safely be made again, are the carrier's own affair; how long
     * somebody waits is not, because who asks calls off what takes too long.
     *
     * @param query the whole message, which is the carrier's from now on
     * @param reply takes what comes of it
     * @return what calls the request off; called in the lane, perhaps after the reply, which is dropped then
     */
    Cancellable request(byte[] query, Reply reply);

    /** Lets go of all that it holds; nothing is under way any more. */
    void close();

    /** What comes of one request: the first of these calls counts. Any thread: hops if outside the lane. */
    interface Reply {

        /** The whole message that has come; it may be written to. */
        void received(byte[] message);

        /** There will be no reply. */
        void failed(Failed failure);
    }
}
