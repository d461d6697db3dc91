package org.hedgerow.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Socket addresses as people write them. */
public final class Endpoint {
    private Endpoint() {}

    /** As {@code 127.0.0.1:80} or {@code [0:0:0:0:0:0:0:1]:80}. Asks nobody for a host's name; never blocks. */
    public static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host =
                inet.isUnresolved() ? inet.getHostString() : inet.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
