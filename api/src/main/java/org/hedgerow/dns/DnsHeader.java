package org.hedgerow.dns;

/** The first twelve octets of a DNS message (RFC 1035, section 4.1.1), where they lie. */
final class DnsHeader {
    static final int OCTETS = 12;

    /** The class of all that is asked and answered here. */
    static final int CLASS_IN = 1;

    static final int RESPONSE = 0x8000;
    static final int OPCODES = 0x7800;
    static final int AUTHORITATIVE = 0x0400;
    static final int TRUNCATED = 0x0200;
    static final int RECURSION_DESIRED = 0x0100;
    static final int RECURSION_AVAILABLE = 0x0080;
    static final int CHECKING_DISABLED = 0x0010;
    static final int RCODES = 0x000F;

    private DnsHeader() {}

    static int id(byte[] message, int start) {
        return u16(message, start);
    }

    static int flags(byte[] message, int start) {
        return u16(message, start + 2);
    }

    static int rcode(byte[] message, int start) {
        return flags(message, start) & RCODES;
    }

    static boolean isTruncated(byte[] message, int start) {
        return (flags(message, start) & TRUNCATED) != 0;
    }

    /** Whether it is a response to a query of the standard kind. */
    static boolean isResponse(byte[] message, int start) {
        return (flags(message, start) & (RESPONSE | OPCODES)) == RESPONSE;
    }

    /** Whether it repeats no question and says that something went wrong, as servers do that return their header alone. */
    static boolean isBareFailure(byte[] message, int start) {
        int rcode = rcode(message, start);
        return questions(message, start) == 0 && rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN;
    }

    static int questions(byte[] message, int start) {
        return u16(message, start + 4);
    }

    static int answers(byte[] message, int start) {
        return u16(message, start + 6);
    }

    static int authorities(byte[] message, int start) {
        return u16(message, start + 8);
    }

    static int additionals(byte[] message, int start) {
        return u16(message, start + 10);
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    static void u16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
