package org.hedgerow.nio.batched;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The peers of late, so that who is known costs no new object. A place is taken by whoever comes next: it holds at most 1,024
 * that have sent and as many that were sent to, whatever anybody sends.
 */
final class PeerCache {
    private static final int PLACES = 1024;
    // An odd number without pattern, for the high bits of the product to depend on all of the factor.
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int SPREAD_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

    private final @Nullable Peer[] senders = new Peer[PLACES];
    private final @Nullable Peer[] addressees = new Peer[PLACES];

    Peer sender(long high, long low, int port, int scope) {
        int place = place(high ^ low ^ ((long) port << Integer.SIZE) ^ scope);
        Peer known = senders[place];
        if (known != null && known.is(high, low, port, scope)) {
            return known;
        }
        Peer found = new Peer(high, low, port, scope, new InetSocketAddress(address(high, low, scope), port));
        senders[place] = found;
        addressees[place(found.address())] = found; // whoever asks is going to be replied to
        return found;
    }

    /** @param address a resolved one */
    @SuppressWarnings("ReferenceEquality") // two addresses of different zones are equal to Java
    Peer addressee(InetSocketAddress address) {
        int place = place(address);
        Peer known = addressees[place];
        if (known != null && known.address() == address) {
            return known;
        }
        Peer found = peer(address);
        addressees[place] = found;
        return found;
    }

    private static int place(InetSocketAddress address) {
        return place(address.hashCode());
    }

    private static int place(long value) {
        return (int) ((value * SPREAD) >>> SPREAD_SHIFT);
    }

    private static Peer peer(InetSocketAddress address) {
        byte[] octets = address.getAddress().getAddress();
        ByteBuffer bytes = ByteBuffer.wrap(octets);
        if (octets.length == Integer.BYTES) {
            return new Peer(0, Peer.MAPPED | Integer.toUnsignedLong(bytes.getInt()), address.getPort(), 0, address);
        }
        int scope = address.getAddress() instanceof Inet6Address scoped ? scoped.getScopeId() : 0;
        return new Peer(bytes.getLong(), bytes.getLong(), address.getPort(), scope, address);
    }

    private static InetAddress address(long high, long low, int scope) {
        byte[] octets = new byte[2 * Long.BYTES];
        ByteBuffer.wrap(octets).putLong(high).putLong(low);
        try {
            // Java makes an IPv4 address of a mapped one; a zone of 0 is none, but Java would show it.
            return scope == 0 ? InetAddress.getByAddress(octets) : Inet6Address.getByAddress(null, octets, scope);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 octets are an address", e);
        }
    }
}
