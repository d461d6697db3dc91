package org.hedgerow;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The type of a record, a number from 0 to 65,535 (RFC 1035, section 3.2.2). Types without a mnemonic here are written
 * {@code TYPE65280} (RFC 3597).
 *
 * @param code the number
 */
public record RecordType(int code) {
    private static final int MAX_CODE = 0xFFFF;
    private static final RecordType[] LOW =
            IntStream.rangeClosed(0, 257).mapToObj(RecordType::new).toArray(RecordType[]::new);

    /** An IPv4 address (RFC 1035). */
    public static final RecordType A = LOW[1];

    /** A name server (RFC 1035). */
    public static final RecordType NS = LOW[2];

    /** The canonical name of an alias (RFC 1035). */
    public static final RecordType CNAME = LOW[5];

    /** The start of a zone of authority (RFC 1035). */
    public static final RecordType SOA = LOW[6];

    /** The name that an address belongs to (RFC 1035). */
    public static final RecordType PTR = LOW[12];

    /** A mail exchange (RFC 1035). */
    public static final RecordType MX = LOW[15];

    /** Text (RFC 1035). */
    public static final RecordType TXT = LOW[16];

    /** An IPv6 address (RFC 3596). */
    public static final RecordType AAAA = LOW[28];

    /** Where a service is (RFC 2782). */
    public static final RecordType SRV = LOW[33];

    /** How a service is to be reached (RFC 9460). */
    public static final RecordType SVCB = LOW[64];

    /** How an origin of HTTP is to be reached (RFC 9460). */
    public static final RecordType HTTPS = LOW[65];

    /** Who may certify the name (RFC 8659). */
    public static final RecordType CAA = LOW[257];

    /**
     * In a question: whatever there is under the name (RFC 1035, section 3.2.3). One type is enough for an answer (RFC
     * 8482), the address that is most likely of use: A before AAAA before others.
     */
    public static final RecordType ANY = LOW[255];

    private static final Map<Integer, String> MNEMONICS = Map.ofEntries(
            Map.entry(A.code, "A"),
            Map.entry(NS.code, "NS"),
            Map.entry(CNAME.code, "CNAME"),
            Map.entry(SOA.code, "SOA"),
            Map.entry(PTR.code, "PTR"),
            Map.entry(MX.code, "MX"),
            Map.entry(TXT.code, "TXT"),
            Map.entry(AAAA.code, "AAAA"),
            Map.entry(SRV.code, "SRV"),
            Map.entry(SVCB.code, "SVCB"),
            Map.entry(HTTPS.code, "HTTPS"),
            Map.entry(ANY.code, "ANY"),
            Map.entry(CAA.code, "CAA"));
    private static final Map<String, RecordType> BY_MNEMONIC = MNEMONICS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, each -> of(each.getKey())));

    /**
     * The type of this number.
     *
     * @throws IllegalArgumentException if it does not fit 16 bits
     */
    public RecordType {
        if (code < 0 || code > MAX_CODE) {
            throw new IllegalArgumentException("expected a record type from 0 to 65535, found " + code);
        }
    }

    /**
     * The type of this number, for the usual ones the same object each time.
     *
     * @throws IllegalArgumentException if it does not fit 16 bits
     */
    public static RecordType of(int code) {
        return code >= 0 && code < LOW.length ? LOW[code] : new RecordType(code);
    }

    /** Reads a mnemonic or {@code TYPEnnn}, ignoring case; empty if it is neither. */
    public static Optional<RecordType> parse(String text) {
        Objects.requireNonNull(text, "text");
        String upper = text.toUpperCase(Locale.ROOT);
        RecordType known = BY_MNEMONIC.get(upper);
        if (known != null || !upper.matches("TYPE[0-9]{1,5}")) {
            return Optional.ofNullable(known);
        }
        int code = Integer.parseInt(upper.substring(4));
        return code <= MAX_CODE ? Optional.of(of(code)) : Optional.empty();
    }

    /** Whether records of this type hold an IP address. */
    public boolean isAddress() {
        return code == A.code || code == AAAA.code;
    }

    /** Whether {@link RecordData} has a kind for the data of this type; else it is {@link RecordData.Opaque}. */
    public boolean hasTypedData() {
        return switch (code) {
            case 1, 2, 5, 6, 12, 15, 16, 28, 33, 257 -> true;
            default -> false;
        };
    }

    /**
     * Whether a name with a CNAME record may have records of this type, too (RFC 2181, section 10.1): signatures and proofs
     * of DNSSEC alone (RFC 4034, sections 2.5 and 3).
     */
    public boolean isAllowedBesideCname() {
        return code == 46 || code == 47; // RRSIG, NSEC
    }

    /**
     * Whether a question for this type, asked of a name with a CNAME record, is one about the name that the record leads to:
     * not if it is for the record itself, for all that the name has, or for what may be beside it (RFC 1034, section 3.6.2).
     */
    public boolean followsAliases() {
        return !equals(CNAME) && !equals(ANY) && !isAllowedBesideCname();
    }

    /** Whether it only occurs in questions and messages, never as the type of a record of a table (RFC 6895, section 3.1). */
    public boolean isMeta() {
        return code == 0 || code == 41 || (code >= 128 && code <= 255);
    }

    @Override
    public String toString() {
        String mnemonic = MNEMONICS.get(code);
        return mnemonic == null ? "TYPE" + code : mnemonic;
    }
}
