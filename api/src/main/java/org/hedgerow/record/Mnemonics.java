package org.hedgerow.record;

import java.util.Map;

/** Words for numbers, as IANA's registries have them. */
final class Mnemonics {
    /** Algorithms of DNSSEC, by the names of RFC 4034, appendix A.1, and later ones; BIND's where they differ, too. */
    static final Map<String, Integer> ALGORITHMS = Map.ofEntries(
            Map.entry("RSAMD5", 1),
            Map.entry("DH", 2),
            Map.entry("DSA", 3),
            Map.entry("RSASHA1", 5),
            Map.entry("DSA-NSEC3-SHA1", 6),
            Map.entry("NSEC3DSA", 6),
            Map.entry("RSASHA1-NSEC3-SHA1", 7),
            Map.entry("NSEC3RSASHA1", 7),
            Map.entry("RSASHA256", 8),
            Map.entry("RSASHA512", 10),
            Map.entry("ECC-GOST", 12),
            Map.entry("ECCGOST", 12),
            Map.entry("ECDSAP256SHA256", 13),
            Map.entry("ECDSAP384SHA384", 14),
            Map.entry("ED25519", 15),
            Map.entry("ED448", 16),
            Map.entry("INDIRECT", 252),
            Map.entry("PRIVATEDNS", 253),
            Map.entry("PRIVATEOID", 254));

    /** Types of certificates (RFC 4398, section 2.1). */
    static final Map<String, Integer> CERTIFICATES = Map.of(
            "PKIX", 1, "SPKI", 2, "PGP", 3, "IPKIX", 4, "ISPKI", 5, "IPGP", 6, "ACPKIX", 7, "IACPKIX", 8, "URI", 253,
            "OID", 254);

    private Mnemonics() {}
}
