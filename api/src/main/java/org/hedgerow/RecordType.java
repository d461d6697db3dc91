package org.hedgerow;

import java.util.Locale;
import java.util.Optional;

/**
 * The type of a record, a number from 0 to 65,535 (RFC 1035, section 3.2.2). Types without a mnemonic here are written
 * {@code TYPE257} (RFC 3597).
 *
 * @param code the number
 */
public record RecordType(int code) {
    /** An IPv4 address (RFC 1035). */
    public static final RecordType A = new RecordType(1);

    /** An IPv6 address (RFC 3596). */
    public static final RecordType AAAA = new RecordType(28);

    /**
     * In a question: whatever there is under the name (RFC 1035, section 3.2.3). One type is enough for an answer (RFC
     * 8482), the address that is most likely of use: A before AAAA before others.
     */
    public static final RecordType ANY = new RecordType(255);

    private static final int MAX_CODE = 0xFFFF;

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

    /** Reads a mnemonic or {@code TYPEnnn}, ignoring case; empty if it is neither. */
    public static Optional<RecordType> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "A" -> Optional.of(A);
            case "AAAA" -> Optional.of(AAAA);
            case "ANY" -> Optional.of(ANY);
            default ->
                upper.matches("TYPE[0-9]{1,5}") ? ofNumber(Integer.parseInt(upper.substring(4))) : Optional.empty();
        };
    }

    private static Optional<RecordType> ofNumber(int code) {
        return code <= MAX_CODE ? Optional.of(new RecordType(code)) : Optional.empty();
    }

    /** Whether records of this type hold an IP address. */
    public boolean isAddress() {
        return code == A.code || code == AAAA.code;
    }

    @Override
    public String toString() {
        return switch (code) {
            case 1 -> "A";
            case 28 -> "AAAA";
            case 255 -> "ANY";
            default -> "TYPE" + code;
        };
    }
}
