package org.hedgerow.dns;

/** The response codes of RFC 1035, section 4.1.1, and RFC 6891, section 9, that are told apart here. */
final class Rcode {
    static final int NOERROR = 0;
    static final int FORMERR = 1;
    static final int SERVFAIL = 2;
    static final int NXDOMAIN = 3;
    static final int NOTIMP = 4;
    static final int REFUSED = 5;
    static final int NOTAUTH = 9;
    static final int BADVERS = 16;

    private Rcode() {}

    /** Its mnemonic, for people. */
    static String text(int rcode) {
        return switch (rcode) {
            case NOERROR -> "NOERROR";
            case FORMERR -> "FORMERR";
            case SERVFAIL -> "SERVFAIL";
            case NXDOMAIN -> "NXDOMAIN";
            case NOTIMP -> "NOTIMP";
            case REFUSED -> "REFUSED";
            case NOTAUTH -> "NOTAUTH";
            case BADVERS -> "BADVERS";
            default -> "RCODE" + rcode;
        };
    }
}
