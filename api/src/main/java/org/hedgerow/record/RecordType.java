package org.hedgerow.record;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The type of a record, a number from 0 to 65,535 (RFC 1035, section 3.2.2). It is written as the mnemonic that
 * IANA's registry has for it, or else {@code TYPE65280} (RFC 3597).
 *
 * @param code the number
 */
public record RecordType(int code) {
    private static final int MAX_CODE = 0xFFFF;

    /** All mnemonics, behind their numbers: IANA's registry "Resource Record (RR) TYPEs" as of 2026, where ANY is {@code *}. */
    private static final String REGISTRY = """
            1 A 2 NS 3 MD 4 MF 5 CNAME 6 SOA 7 MB 8 MG 9 MR 10 NULL 11 WKS 12 PTR 13 HINFO 14 MINFO 15 MX 16 TXT 17 RP
            18 AFSDB 19 X25 20 ISDN 21 RT 22 NSAP 23 NSAP-PTR 24 SIG 25 KEY 26 PX 27 GPOS 28 AAAA 29 LOC 30 NXT 31 EID
            32 NIMLOC 33 SRV 34 ATMA 35 NAPTR 36 KX 37 CERT 38 A6 39 DNAME 40 SINK 41 OPT 42 APL 43 DS 44 SSHFP
            45 IPSECKEY 46 RRSIG 47 NSEC 48 DNSKEY 49 DHCID 50 NSEC3 51 NSEC3PARAM 52 TLSA 53 SMIMEA 55 HIP 56 NINFO
            57 RKEY 58 TALINK 59 CDS 60 CDNSKEY 61 OPENPGPKEY 62 CSYNC 63 ZONEMD 64 SVCB 65 HTTPS 66 DSYNC 67 HHIT
            68 BRID 99 SPF 100 UINFO 101 UID 102 GID 103 UNSPEC 104 NID 105 L32 106 L64 107 LP 108 EUI48 109 EUI64
            128 NXNAME 249 TKEY 250 TSIG 251 IXFR 252 AXFR 253 MAILB 254 MAILA 255 ANY 256 URI 257 CAA 258 AVC 259 DOA
            260 AMTRELAY 261 RESINFO 262 WALLET 263 CLA 264 IPN 32768 TA 32769 DLV
            """;

    private static final RecordType[] LOW =
            IntStream.rangeClosed(0, 264).mapToObj(RecordType::new).toArray(RecordType[]::new);

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

    /** Where all names below the owner are (RFC 6672). */
    public static final RecordType DNAME = LOW[39];

    /** A signature of a set of records (RFC 4034). */
    public static final RecordType RRSIG = LOW[46];

    /** A proof that names or types do not exist (RFC 4034). */
    public static final RecordType NSEC = LOW[47];

    /** A proof that names or types do not exist, by hashes of names (RFC 5155). */
    public static final RecordType NSEC3 = LOW[50];

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

    private static final Map<Integer, String> MNEMONICS = mnemonics();
    private static final Map<String, RecordType> BY_MNEMONIC = MNEMONICS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, each -> of(each.getKey())));

    private static Map<Integer, String> mnemonics() {
        Map<Integer, String> mnemonics = new HashMap<>();
        Scanner registry = new Scanner(REGISTRY);
        while (registry.hasNext()) {
            mnemonics.put(registry.nextInt(), registry.next());
        }
        return Map.copyOf(mnemonics);
    }

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

    /**
     * The type that is written so: a mnemonic or {@code TYPE65280}, ignoring case.
     *
     * @throws IllegalArgumentException if it is neither; the message says what was expected
     */
    public static RecordType of(String text) {
        return parse(text).orElseThrow(() -> TextReader.expected("a record type, as A, MX or TYPE65280", text));
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

    /** Whether the type has a mnemonic; else it is written {@code TYPE65280}. */
    public boolean hasMnemonic() {
        return MNEMONICS.containsKey(code);
    }

    /** Whether records of this type hold an IP address. */
    public boolean isAddress() {
        return code == A.code || code == AAAA.code;
    }

    /** Whether {@link RecordData} has a kind for the data of this type; else it is {@link RecordData.Opaque}. */
    public boolean hasTypedData() {
        return RecordFormat.of(this).hasKind();
    }

    /** Whether {@link RecordText} knows the text of this type's data; else that is octets in hex (RFC 3597, section 5). */
    public boolean hasTextForm() {
        return RecordFormat.of(this).hasText();
    }

    /** Whether there is text in data of this type that may hold any octets, as character strings may (RFC 1035, section 3.3). */
    public boolean hasStrings() {
        return RecordFormat.of(this).hasStrings();
    }

    /**
     * Whether a name with a CNAME record may have records of this type, too (RFC 2181, section 10.1): signatures and proofs
     * of DNSSEC alone (RFC 4034, sections 2.5 and 3).
     */
    public boolean isAllowedBesideCname() {
        return code == RRSIG.code || code == NSEC.code;
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
