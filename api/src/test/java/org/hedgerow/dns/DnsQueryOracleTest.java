package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What dnsjava asks, we understand, or reject for what it is. */
class DnsQueryOracleTest {
    private final long seed = new Random().nextLong();
    private final RandomRecords generated = new RandomRecords(seed);
    private final Random random = generated.random();
    private final List<OPTRecord> opts = new ArrayList<>();

    @Test
    void queriesReadTheSame() {
        int accepted = 0;
        for (int i = 0; i < 10_000; i++) {
            Message query = query();
            byte[] wire = query.toWire();
            byte[] bytes = new byte[wire.length + 20];
            random.nextBytes(bytes);
            int from = random.nextInt(20);
            System.arraycopy(wire, 0, bytes, from, wire.length);
            DnsQuery read = GivenQuery.read(bytes, from, from + wire.length);
            String about =
                    "seed " + seed + ", message " + i + ": " + HexFormat.of().formatHex(wire);

            if (query.getHeader().getFlag(Flags.QR)) {
                assertThat(read).as(about).isNull();
                continue;
            }
            assertThat(read).as(about).isNotNull();
            assertThat(read.id()).as(about).isEqualTo(query.getHeader().getID());
            boolean isQuery = query.getHeader().getOpcode() == Opcode.QUERY;
            assertThat(read.flags())
                    .as(about)
                    .isEqualTo(DnsHeader.flags(wire, 0) & (isQuery ? 0xFFFF : DnsHeader.OPCODES));
            assertThat(read.rcode()).as(about).isEqualTo(rcode(query));
            if (read.rcode() == Rcode.NOERROR) {
                accepted++;
                assertIsTheSame(query, read, about);
            }
        }
        assertThat(accepted).as("seed " + seed).isGreaterThan(3000);
    }

    private void assertIsTheSame(Message query, DnsQuery read, String about) {
        assertThat(DnsJava.wire(read.question().name()))
                .as(about)
                .isEqualTo(query.getQuestion().getName().toWire());
        assertThat(read.question().type().code())
                .as(about)
                .isEqualTo(query.getQuestion().getType());
        assertThat(read.questionClass()).as(about).isEqualTo(query.getQuestion().getDClass());
        OPTRecord opt = opts.isEmpty() ? null : opts.get(0);
        assertThat(read.edns())
                .as(about)
                .isEqualTo(
                        opt == null
                                ? null
                                : new Edns(
                                        opt.getPayloadSize(),
                                        opt.getVersion(),
                                        (opt.getFlags() & ExtendedFlags.DO) != 0,
                                        opt.getExtendedRcode() << 4,
                                        read.edns().extendedError()));
    }

    private int rcode(Message query) {
        Record question = query.getQuestion();
        if (query.getHeader().getOpcode() != 0) {
            return Rcode.NOTIMP;
        } else if (query.getHeader().getCount(Section.QUESTION) != 1 || opts.size() > 1) {
            return Rcode.FORMERR;
        } else if (!opts.isEmpty() && opts.get(0).getVersion() != 0) {
            return Rcode.BADVERS;
        } else if (question.getDClass() != DClass.IN) {
            return Rcode.REFUSED;
        }
        return switch (question.getType()) {
            case Type.OPT, Type.TKEY, Type.TSIG, Type.IXFR, Type.AXFR, Type.MAILB, Type.MAILA -> Rcode.NOTIMP;
            default -> Rcode.NOERROR;
        };
    }

    private Message query() {
        Header header = new Header(random.nextInt(0x10000));
        for (int flag : new int[] {Flags.RD, Flags.CD, Flags.AD, Flags.TC, Flags.RA, Flags.AA}) {
            if (random.nextBoolean()) {
                header.setFlag(flag);
            }
        }
        if (rarely()) {
            header.setFlag(Flags.QR);
        }
        header.setOpcode(rarely() ? random.nextInt(16) : 0);
        Message query = new Message();
        query.setHeader(header);
        int questions = rarely() ? random.nextInt(3) : 1;
        for (int i = 0; i < questions; i++) {
            query.addRecord(question(), Section.QUESTION);
        }
        for (int i = rarely() ? random.nextInt(4) : 0; i > 0; i--) {
            query.addRecord(
                    DnsJava.record(generated.record(generated.name(), generated.type())),
                    Section.ANSWER + random.nextInt(3));
        }
        opts.clear();
        for (int i = rarely() ? random.nextInt(3) : random.nextInt(2); i > 0; i--) {
            opts.add(opt());
            query.addRecord(opts.get(opts.size() - 1), Section.ADDITIONAL);
        }
        return query;
    }

    private Record question() {
        int type = generated.type().code();
        if (rarely()) {
            type = generated.oneOf(List.of(
                    Type.ANY, Type.AXFR, Type.IXFR, Type.MAILA, Type.MAILB, Type.TSIG, Type.TKEY, Type.OPT, 65_000));
        }
        int recordClass = rarely() ? generated.oneOf(List.of(DClass.CH, DClass.ANY, DClass.NONE, 65_535)) : DClass.IN;
        Name name = DnsJava.name(generated.name());
        return Record.newRecord(name, type, recordClass);
    }

    private OPTRecord opt() {
        List<EDNSOption> options = new ArrayList<>();
        if (random.nextBoolean()) {
            options.add(new CookieOption(new byte[8]));
        }
        if (random.nextBoolean()) {
            options.add(new GenericEDNSOption(65_001, generated.octets(50).toBytes()));
        }
        return new OPTRecord(
                random.nextInt(0x10000),
                random.nextInt(256),
                rarely() ? random.nextInt(256) : 0,
                random.nextBoolean() ? ExtendedFlags.DO : random.nextInt(0x8000),
                options);
    }

    private boolean rarely() {
        return random.nextInt(10) == 0;
    }
}
