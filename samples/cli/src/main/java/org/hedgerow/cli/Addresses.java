package org.hedgerow.cli;

import java.net.InetSocketAddress;

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
}
