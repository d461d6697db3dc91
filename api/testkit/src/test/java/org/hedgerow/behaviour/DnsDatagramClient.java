package org.hedgerow.behaviour;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedPort;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.xbill.DNS.Message;

/** The clients of a DNS server over datagrams, whose resolver answers when the test says so. */
final class DnsDatagramClient {
    static final Duration TIMEOUT = Duration.ofMillis(4500);
    static final SocketAddress HOST = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);

    final ManualLane lane = new ManualLane();
    final HeldResolver resolver = new HeldResolver(lane);
    final ServingTotals totals = new ServingTotals();
    final ScriptedPort port;

    DnsDatagramClient() {
        this(DnsFormat.standard(), ServingOptions.defaults());
    }

    DnsDatagramClient(DnsFormat format, ServingOptions options) {
        port = GivenBack.bound(lane, format, resolver, options.withTimeout(TIMEOUT), totals);
        GivenBack.after(resolver);
    }

    static SocketAddress client(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 5353);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void send(Message query) {
        send(query.toWire(), HOST);
    }

    void send(byte[] datagram, SocketAddress from) {
        port.receive(datagram, from);
    }

    /** The replies since the last call. */
    List<Message> replies() {
        return port.takeSent().stream().map(DnsMessages::parse).toList();
    }

    /** The one reply since the last call. */
    Message reply() {
        List<Message> replies = replies();
        if (replies.size() != 1) {
            throw new AssertionError("expected one reply, found " + replies);
        }
        return replies.get(0);
    }
}
