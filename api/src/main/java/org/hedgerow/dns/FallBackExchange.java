package org.hedgerow.dns;

/**
 * Datagrams, and a connection for the questions whose replies do not fit into one or cannot be believed. The way of a query:
 *
 * <pre>
 *   datagram --silence--&gt; the same datagram again, after waits that double, while somebody waits; from the
 *      |                     third time on in plain case
 *      +-- a reply --------------&gt; the answer
 *      +-- one cut short (TC) ---&gt; over the connection
 *      +-- FORMERR, NOTIMP or
 *      |   BADVERS to EDNS ------&gt; once more, without it (RFC 6891, section 6.2.2)
 *      +-- one in another case --&gt; once more, spelled as it was asked; after three of these no case is mixed any more
 *      +-- a failure's header ---&gt; over the connection, where it is believed
 *      +-- whatever else comes is dropped
 * </pre>
 */
final class FallBackExchange implements Exchange {
    private final DatagramExchange datagrams;
    private final StreamExchange stream;

    FallBackExchange(ExchangeContext context, Owner owner) {
        datagrams = new DatagramExchange(context, owner, this::fallBack);
        stream = new StreamExchange(context, owner);
    }

    @Override
    public void send(DnsPending asked) {
        datagrams.send(asked);
    }

    private void fallBack(DnsPending asked) {
        asked.takeBack(); // it is not to be sent again
        stream.resend(asked);
    }

    @Override
    public void resend(DnsPending asked) {
        Exchange way = asked.path() == stream ? stream : datagrams;
        way.resend(asked);
    }

    @Override
    public void joined(DnsPending waiting) {
        datagrams.joined(waiting);
    }

    @Override
    public void close() {
        datagrams.close();
        stream.close();
    }
}
