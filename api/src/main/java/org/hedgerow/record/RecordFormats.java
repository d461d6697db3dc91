package org.hedgerow.record;

import static org.hedgerow.record.ByteFields.base64;
import static org.hedgerow.record.ByteFields.eui;
import static org.hedgerow.record.ByteFields.hex;
import static org.hedgerow.record.Field.algorithm;
import static org.hedgerow.record.Field.mnemonic;
import static org.hedgerow.record.Field.name;
import static org.hedgerow.record.Field.string;
import static org.hedgerow.record.Field.time;
import static org.hedgerow.record.Field.u16;
import static org.hedgerow.record.Field.u32;
import static org.hedgerow.record.Field.u8;
import static org.hedgerow.record.Field.wholeName;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hedgerow.record.RecordFormat.OfFields;

/** The formats of all types. */
final class RecordFormats {
    private static final RecordFormat UNKNOWN = new OfFields();
    private static final RecordFormat[] LOW = new RecordFormat[265];
    private static final Map<Integer, RecordFormat> HIGH = new HashMap<>();

    static {
        Arrays.fill(LOW, UNKNOWN);

        // Kinds of their own, and RFC 1035
        set("A", RecordKinds.A);
        set("NS", RecordKinds.HOST);
        set("CNAME", RecordKinds.HOST);
        set("SOA", RecordKinds.SOA);
        set("PTR", RecordKinds.HOST);
        set("MX", RecordKinds.MX);
        set("TXT", RecordKinds.TXT);
        set("AAAA", RecordKinds.AAAA);
        set("SRV", RecordKinds.SRV);
        set("CAA", RecordKinds.CAA);
        for (String type : new String[] {"MD", "MF", "MB", "MG", "MR"}) {
            set(type, name("a host"));
        }
        set("HINFO", string("a CPU"), string("an operating system"));
        set("MINFO", name("a mailbox"), name("an error mailbox"));

        // RFC 1183 and others before compression ended (RFC 3597, section 4)
        set("RP", name("a mailbox"), name("a text name"));
        set("AFSDB", u16("a subtype"), name("a host"));
        set("X25", string("an address"));
        set("RT", u16("a preference"), name("a host"));
        set("PX", u16("a preference"), name("a name"), name("an X.400 name"));
        set("GPOS", string("a longitude"), string("a latitude"), string("an altitude"));
        set("NXT", name("a next name"), Field.UNKNOWN);
        set(
                "NAPTR", // RFC 3403
                u16("an order"),
                u16("a preference"),
                string("flags"),
                string("services"),
                string("a regular expression"),
                name("a replacement"));
        set("KX", u16("a preference"), name("a host")); // RFC 2230
        set("DNAME", name("a target")); // RFC 6672
        set("SIG", signature(name("a signer"))); // RFC 2535

        // DNSSEC (RFC 4034, RFC 5155, RFC 7344, RFC 8976)
        OfFields key = new OfFields(u16("flags"), u8("a protocol"), algorithm(), base64("a key"));
        OfFields digest = new OfFields(u16("a key tag"), algorithm(), u8("a digest type"), hex("a digest"));
        set("KEY", key);
        set("DS", digest);
        set("RRSIG", signature(wholeName("a signer")));
        set("NSEC", wholeName("a next name"), TypeBitmap.FIELD);
        set("DNSKEY", key);
        set(
                "NSEC3",
                u8("a hash algorithm"),
                u8("flags"),
                u16("iterations"),
                ByteFields.SALT,
                ByteFields.HASH,
                TypeBitmap.FIELD);
        set("NSEC3PARAM", u8("a hash algorithm"), u8("flags"), u16("iterations"), ByteFields.SALT);
        set("RKEY", key);
        set("TALINK", wholeName("a previous name"), wholeName("a next name"));
        set("CDS", digest);
        set("CDNSKEY", key);
        set("CSYNC", u32("a serial"), u16("flags"), TypeBitmap.FIELD); // RFC 7477
        set("ZONEMD", u32("a serial"), u8("a scheme"), u8("a hash algorithm"), hex("a digest"));
        set("TA", digest);
        set("DLV", digest);

        // Keys and certificates
        OfFields certificate =
                new OfFields(u8("a usage"), u8("a selector"), u8("a matching type"), hex("a certificate"));
        set(
                "CERT", // RFC 4398
                mnemonic("a type", 2, Mnemonics.CERTIFICATES),
                u16("a key tag"),
                algorithm(),
                base64("a certificate"));
        set("SSHFP", u8("an algorithm"), u8("a type"), hex("a fingerprint")); // RFC 4255
        set("DHCID", base64("an identifier")); // RFC 4701
        set("TLSA", certificate); // RFC 6698
        set("SMIMEA", certificate); // RFC 8162
        set("OPENPGPKEY", base64("a key")); // RFC 7929

        // Where things and services are
        set("LOC", LocText.FIELD); // RFC 1876
        set("SVCB", u16("a priority"), wholeName("a target"), ServiceParameters.FIELD); // RFC 9460
        set("HTTPS", u16("a priority"), wholeName("a target"), ServiceParameters.FIELD);
        set("NID", u16("a preference"), ByteFields.FOUR_GROUPS); // RFC 6742
        set("L32", u16("a preference"), Field.IPV4);
        set("L64", u16("a preference"), ByteFields.FOUR_GROUPS);
        set("LP", u16("a preference"), wholeName("a host"));
        set("EUI48", eui(6)); // RFC 7043
        set("EUI64", eui(8));
        set("URI", u16("a priority"), u16("a weight"), Field.TARGET); // RFC 7553
        set("NSAP-PTR", wholeName("a host"));
        for (String type : new String[] {"NINFO", "SPF", "AVC", "RESINFO", "WALLET"}) {
            set(type, Field.STRINGS);
        }
    }

    private RecordFormats() {}

    private static Field[] signature(Field signer) {
        return new Field[] {
            Field.TYPE,
            algorithm(),
            u8("labels"),
            u32("a TTL"),
            time("an expiration"),
            time("an inception"),
            u16("a key tag"),
            signer,
            base64("a signature")
        };
    }

    private static void set(String mnemonic, Field... fields) {
        set(mnemonic, new OfFields(fields));
    }

    private static void set(String mnemonic, RecordFormat format) {
        int code = RecordType.of(mnemonic).code();
        if (code < LOW.length) {
            LOW[code] = format;
        } else {
            HIGH.put(code, format);
        }
    }

    static RecordFormat of(int code) {
        return code < LOW.length ? LOW[code] : HIGH.getOrDefault(code, UNKNOWN);
    }
}
