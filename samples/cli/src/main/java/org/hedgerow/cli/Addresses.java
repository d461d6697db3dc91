package org.hedgerow.cli;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.hedgerow.AddressText;

/** Socket addresses, as the command line has them. */
final class Addresses {
    private Addresses() {}

    /** Looks the host up; blocks. */
    static InetSocketAddress of(String host, int port) throws CliException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new CliException("unknown host: " + host);
        }
        return address;
    }

    /** As {@code 127.0.0.1:5000} or {@code [::1]:5000}. */
    static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.isUnresolved()) {
            return address.toString();
        }
        String host = AddressText.format(inet.getAddress());
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
    }
}
