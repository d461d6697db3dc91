package org.hedgerow.blocking;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Socket addresses as people write them. */
final class Addresses {
    private Addresses() {}

    /** As {@code 127.0.0.1:80} or {@code [::1]:80}, without asking for a host's name. */
    static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host =
                inet.isUnresolved() ? inet.getHostString() : inet.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
