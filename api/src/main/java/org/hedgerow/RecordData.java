package org.hedgerow;

import java.net.InetAddress;

/** What a record says of its name. Sealed: the kinds known here are all there are. */
public sealed interface RecordData {

    /**
     * An IPv4 or IPv6 address, as A and AAAA records hold it.
     *
     * @param address the address
     */
    record Address(InetAddress address) implements RecordData {

        /** The address as text; IPv6 as RFC 5952 has it. */
        @Override
        public String toString() {
            return AddressText.format(address);
        }
    }
}
