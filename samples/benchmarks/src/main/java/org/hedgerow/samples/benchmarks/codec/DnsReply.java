package org.hedgerow.samples.benchmarks.codec;

/** Makes sure that what is measured does the work, so that a figure is never that of an error. */
final class DnsReply {
    private static final int RCODE_AT = 3;
    private static final int RCODE = 0xF;
    private static final int NXDOMAIN = 3;
    private static final int ANSWERS_AT = 7; // the lower octet of their number

    private DnsReply() {}

    /** Throws unless it is one answer, or NXDOMAIN. */
    static void expect(int length, byte[] reply, boolean found) {
        int rcode = length > ANSWERS_AT ? reply[RCODE_AT] & RCODE : -1;
        int answers = length > ANSWERS_AT ? reply[ANSWERS_AT] : -1;
        if (rcode != (found ? 0 : NXDOMAIN) || answers != (found ? 1 : 0)) {
            throw new IllegalStateException("expected " + (found ? "one answer" : "NXDOMAIN") + ", found rcode " + rcode
                    + " and " + answers + " answers in " + length + " octets");
        }
    }
}
