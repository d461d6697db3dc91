package org.hedgerow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.PrintableText;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Type;

class ValuesTest {
    private static final ResourceRecord OTHER = record("other.Princeton.edu", "128.112.136.36");
    private static final ResourceRecord RECORD = record("www.Princeton.edu", "128.112.136.35");

    @Test
    void aTypeHasAMnemonicOrANumber() {
        assertThat(RecordType.A).hasToString("A");
        assertThat(RecordType.AAAA).hasToString("AAAA");
        assertThat(new RecordType(65_280)).hasToString("TYPE65280");
    }

    @Test
    void aTypeIsReadInAnyCase() {
        assertThat(RecordType.parse("a")).contains(RecordType.A);
        assertThat(RecordType.parse("aAaA")).contains(RecordType.AAAA);
        assertThat(RecordType.parse("type257")).contains(new RecordType(257));
        assertThat(RecordType.parse("TYPE28")).contains(RecordType.AAAA);
        assertThat(RecordType.parse("TYPE65535")).contains(new RecordType(65_535));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "A ", "TYPE", "TYPE65536", "TYPE99999", "TYPE-1", "TYPE123456", "1"})
    void whatIsNoTypeIsEmpty(String text) {
        assertThat(RecordType.parse(text)).isEmpty();
    }

    @Test
    void aTypeFits16Bits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordType(65_536))
                .withMessage("expected a record type from 0 to 65535, found 65536");
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordType(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "A, 1",
        "HINFO, 13",
        "NSAP-PTR, 23",
        "LOC, 29",
        "NAPTR, 35",
        "DNAME, 39",
        "OPT, 41",
        "DS, 43",
        "SSHFP, 44",
        "RRSIG, 46",
        "DNSKEY, 48",
        "DHCID, 49",
        "TLSA, 52",
        "OPENPGPKEY, 61",
        "SVCB, 64",
        "HTTPS, 65",
        "SPF, 99",
        "EUI48, 108",
        "AXFR, 252",
        "ANY, 255",
        "URI, 256",
        "CAA, 257",
        "IPN, 264",
        "TA, 32768",
        "DLV, 32769"
    })
    void everyTypeOfTheRegistryHasItsMnemonic(String mnemonic, int code) {
        RecordType type = RecordType.of(code);
        assertThat(type).hasToString(mnemonic);
        assertThat(type.hasMnemonic()).isTrue();
        assertThat(RecordType.parse(mnemonic.toLowerCase(Locale.ROOT))).contains(type);
        assertThat(RecordType.parse("TYPE" + code)).contains(type);
    }

    @Test
    void typesOutsideOfTheRegistryAreNumbers() {
        for (int code : new int[] {0, 54, 69, 127, 248, 265, 32_770, 65_280}) {
            assertThat(RecordType.of(code)).hasToString("TYPE" + code);
            assertThat(RecordType.of(code).hasMnemonic()).isFalse();
        }
    }

    @Test
    void mnemonicsAreThoseOfAnotherLibrary() {
        for (int code = 1; code <= 264; code++) {
            String other = Type.string(code);
            RecordType type = RecordType.of(code);
            if (type.hasMnemonic() && !other.startsWith("TYPE") && !other.equals("NULL")) {
                assertThat(type).hasToString(other);
            }
            assertThat(type.hasMnemonic() || other.startsWith("TYPE"))
                    .as("%d %s", code, other)
                    .isTrue();
        }
    }

    @Test
    void onlyAAndAaaaHoldAddresses() {
        assertThat(RecordType.A.isAddress()).isTrue();
        assertThat(RecordType.AAAA.isAddress()).isTrue();
        assertThat(new RecordType(16).isAddress()).isFalse();
    }

    @Test
    void aQuestionOfANameIsForIpv4() {
        assertThat(Question.of("www.princeton.edu"))
                .isEqualTo(Question.of(DomainName.of("WWW.princeton.edu"), RecordType.A))
                .hasToString("www.princeton.edu/A");
        assertThatIllegalArgumentException().isThrownBy(() -> Question.of("a b"));
    }

    @Test
    void aQuestionIsReadFromText() {
        assertThat(Question.of("www.Princeton.edu", "aaaa"))
                .isEqualTo(Question.of(DomainName.of("www.princeton.edu"), RecordType.AAAA))
                .hasToString("www.Princeton.edu/AAAA");
        assertThat(Question.of("example.com.", "TYPE65280").type()).isEqualTo(RecordType.of(65_280));
        assertThat(Question.of("example.com", "TYPE1")).isEqualTo(Question.of("example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IPV4", "A ", "TYPE65536", "*"})
    void aQuestionSaysWhatTypeItExpected(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Question.of("example.com", type))
                .withMessage("expected a record type, as A, MX or TYPE65280, found \"" + type + '"');
    }

    @Test
    void aQuestionSaysWhatNameItExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Question.of("two words", "A"))
                .withMessageStartingWith("expected a domain name")
                .withMessageContaining("two words");
        assertThatNullPointerException()
                .isThrownBy(() -> Question.of(null, "A"))
                .withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> Question.of("a.edu", null));
    }

    @Test
    void anAddressCallsForItsRecordType() {
        assertThat(RECORD).hasToString("www.Princeton.edu 128.112.136.35 A IN");
        assertThat(record("six.edu", "2001:DB8:0:0::1")).hasToString("six.edu 2001:db8::1 AAAA IN");
    }

    @Test
    void dataFitsItsFields() {
        DomainName name = DomainName.of("a.edu");
        Octets longest = Octets.of(new byte[65_535]);
        assertThat(new RecordData.Opaque(RecordType.of(65_280), longest).octets())
                .isSameAs(longest);
        assertThat(new RecordData.Mx(65_535, name)).hasToString("65535 a.edu");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordData.Mx(65_536, name))
                .withMessage("expected a number of 16 bits, found 65536");
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordData.Mx(-1, name));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordData.Srv(0, 65_536, 0, name));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordData.Soa(name, name, 1, 2, -3, 4, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordData.Caa(256, "issue", Octets.of("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordData.Caa(0, "issue", longest));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordData.Caa(0, "issu\t", Octets.of("x")))
                .withMessage("expected a tag of 1 to 255 letters, digits and hyphens, found \"issu?\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordData.Txt(Collections.nCopies(256, Octets.of(new byte[255]))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordData.Opaque(RecordType.of(65_280), Octets.of(new byte[65_536])))
                .withMessage("expected data of at most 65535 octets, found 65536");
    }

    @Test
    void foundHasAtLeastOneRecord() {
        assertThatIllegalArgumentException().isThrownBy(() -> Found.of(List.of()));
    }

    @Test
    void foundKeepsItsOwnList() {
        List<ResourceRecord> records = new ArrayList<>(List.of(RECORD));
        Found found = Found.of(records);
        records.clear();
        assertThat(found.records()).containsExactly(RECORD);
        assertThat(found.first()).isSameAs(RECORD);
        assertThatThrownBy(() -> found.records().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void foundIsEncodedOnceForAFormat() {
        AtomicInteger encodings = new AtomicInteger();
        Function<Found, byte[]> encoder = found -> new byte[encodings.incrementAndGet()];
        Found found = Found.of(List.of(RECORD));
        byte[] first = found.encoding("format", encoder);
        assertThat(found.encoding("format", encoder)).isSameAs(first);
        assertThat(found.encoding("another", encoder)).hasSize(2);
    }

    @Test
    void foundThatCameAsBytesIsNotEncodedAgain() {
        byte[] encoded = {1, 2, 3};
        Found found = Found.of(
                new Found.Store() {
                    @Override
                    public List<ResourceRecord> records(int place) {
                        return List.of(RECORD);
                    }

                    @Override
                    public boolean isSpelledAs(int place, DomainName name) {
                        return RECORD.name().isSpelledAs(name);
                    }

                    @Override
                    public byte[] encoding(int place, Object format) {
                        return format.equals("format") ? encoded : null;
                    }
                },
                7);
        assertThat(found.encoding("format", any -> new byte[0])).isSameAs(encoded);
        assertThat(found.encoding("another", any -> new byte[] {4})).containsExactly(4);
        assertThat(found.encoding("format", any -> new byte[0])).isSameAs(encoded);
        assertThat(found).isEqualTo(Found.of(List.of(RECORD))).hasSameHashCodeAs(Found.of(List.of(RECORD)));
    }

    @Test
    void foundHasWhatARelayPassesOnBesides() {
        ExtendedError stale = ExtendedError.of(3);
        Found bare = Found.of(List.of(RECORD));
        Found whole = bare.withAuthority(List.of(OTHER))
                .withAdditional(List.of(RECORD))
                .withExtendedError(stale);
        assertThat(whole.authority()).containsExactly(OTHER);
        assertThat(whole.additional()).containsExactly(RECORD);
        assertThat(whole.extendedError()).isEqualTo(stale);
        assertThat(whole.records()).containsExactly(RECORD);
        assertThat(whole.withRecords(List.of(OTHER)).authority()).containsExactly(OTHER);
        assertThat(whole)
                .isNotEqualTo(bare)
                .hasToString("Found[" + RECORD + "], authority=[" + OTHER + "], additional=[" + RECORD
                        + "], extendedError=" + stale);
        assertThat(whole.withAuthority(List.of()).withAdditional(List.of()).withExtendedError(null))
                .isEqualTo(bare)
                .hasSameHashCodeAs(bare);
    }

    @Test
    void anyAnswerMaySayWhyBesides() {
        ExtendedError stale = ExtendedError.of(3, "from yesterday");
        Failed refused = Failed.of(Failed.Reason.REFUSED, "by a filter");
        for (Answer bare : List.of(Found.of(List.of(RECORD)), NotFound.NAME, Elsewhere.unknown(), refused)) {
            Answer said = bare.withExtendedError(stale);
            assertThat(bare.extendedError()).isNull();
            assertThat(said.extendedError()).isEqualTo(stale);
            assertThat(said).isNotEqualTo(bare).isEqualTo(bare.withExtendedError(stale));
            assertThat(said.toString()).contains("from yesterday");
            assertThat(said.withExtendedError(null)).isEqualTo(bare).hasSameHashCodeAs(bare);
            assertThat(said.aged(5).extendedError()).isEqualTo(stale);
        }
    }

    @Test
    void aRecordHasAnotherTtlAndIsTheSameOtherwise() {
        assertThat(RECORD.withTtl(7).ttl()).isEqualTo(7);
        assertThat(RECORD.withTtl(7)).isNotEqualTo(RECORD);
        assertThat(RECORD.withTtl(7).withTtl(RECORD.ttl())).isEqualTo(RECORD);
        assertThatIllegalArgumentException().isThrownBy(() -> RECORD.withTtl(-1));
    }

    @Test
    void answersAge() {
        ResourceRecord minute = RECORD.withTtl(60);
        ResourceRecord hour = RECORD.withTtl(3600);
        Found found =
                Found.of(List.of(hour, minute)).withAuthority(List.of(hour)).withAdditional(List.of(minute));
        assertThat(found.ttl()).isEqualTo(60);
        assertThat(found.aged(0)).isSameAs(found);
        Found aged = found.aged(100);
        assertThat(aged.records()).containsExactly(RECORD.withTtl(3500), RECORD.withTtl(0));
        assertThat(aged.authority()).containsExactly(RECORD.withTtl(3500));
        assertThat(aged.additional()).containsExactly(RECORD.withTtl(0));
        assertThat(aged.ttl()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> found.aged(-1));
    }

    /** RFC 2308, section 5: the SOA record's own TTL, or its field MINIMUM if that is less; none, and nobody may keep it. */
    @Test
    void whatDoesNotExistMayBeKeptForAsLongAsItsZoneSays() {
        RecordData.Soa start =
                new RecordData.Soa(DomainName.of("ns.example"), DomainName.of("mail.example"), 1, 2, 3, 4, 300);
        ResourceRecord soa = new ResourceRecord(DomainName.of("example"), RecordType.SOA, 3600, start);
        assertThat(NotFound.NAME.ttl()).isZero();
        assertThat(NotFound.NAME.withAuthority(List.of(RECORD)).ttl()).isZero();
        NotFound missing = NotFound.NAME.withAuthority(List.of(soa));
        assertThat(missing.ttl()).isEqualTo(300);
        assertThat(NotFound.NAME.withAuthority(List.of(soa.withTtl(20))).ttl()).isEqualTo(20);
        assertThat(missing.aged(100).ttl()).isEqualTo(200);
        assertThat(missing.aged(3500).ttl()).isZero();
        assertThat(missing.aged(0)).isSameAs(missing);
        assertThat(Failed.of(Failed.Reason.TIMEOUT, "").ttl()).isZero();
        assertThat(Elsewhere.unknown().aged(5)).isSameAs(Elsewhere.unknown());
    }

    /** Once, the zone's time counted alone, and a cache would have kept the aliases for longer than they say. */
    @Test
    void whatDoesNotExistBehindAliasesMayNotBeKeptForLongerThanThese() {
        RecordData.Soa start =
                new RecordData.Soa(DomainName.of("ns.example"), DomainName.of("mail.example"), 1, 2, 3, 4, 300);
        ResourceRecord soa = new ResourceRecord(DomainName.of("example"), RecordType.SOA, 3600, start);
        ResourceRecord alias = ResourceRecord.of(
                DomainName.of("a.edu"), RecordType.CNAME, new RecordData.Host(DomainName.of("b.example")));
        NotFound missing = NotFound.NAME.withAuthority(List.of(soa)).withAliases(List.of(alias.withTtl(20)));
        assertThat(missing.ttl()).isEqualTo(20);
        assertThat(missing.aged(5).ttl()).isEqualTo(15);
        assertThat(missing.withAuthority(List.of()).ttl()).isZero();
    }

    @Test
    void printableTextShowsWhatIsPrintable() {
        assertThat(printable("Zoë 日本 \uD83D\uDE00")).isEqualTo("Zoë 日本 \uD83D\uDE00");
    }

    @Test
    void printableTextHidesControlsAndWhatTurnsTextAround() {
        assertThat(printable("a\u0000b\u001b[31mc\r\n\u0085\u200b\u202e\u2028\ue000\ufffd"))
                .isEqualTo("a?b?[31mc????????");
    }

    @Test
    void printableTextHidesWhatIsNotUtf8() {
        assertThat(PrintableText.of(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3}, 0, 4))
                .isEqualTo("a?b?");
    }

    @Test
    void printableTextIsCutTo64Characters() {
        assertThat(printable("a".repeat(64))).hasSize(64);
        assertThat(printable("a".repeat(65))).isEqualTo("a".repeat(64));
        assertThat(printable("\uD83D\uDE00".repeat(70))).isEqualTo("\uD83D\uDE00".repeat(64));
    }

    private static String printable(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return PrintableText.of(bytes, 0, bytes.length);
    }

    private static ResourceRecord record(String name, String address) {
        InetAddress parsed = AddressText.parse(address);
        return ResourceRecord.of(DomainName.of(name), parsed);
    }
}
