package org.hedgerow.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.ResourceRecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The values of dnsjava that mean the same as ours. */
public final class DnsJava {
    private DnsJava() {}

    static Name name(DomainName name) {
        try {
            return new Name(wire(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static DomainName name(Name name) {
        byte[] wire = name.toWire();
        return DomainName.tryReadWire(wire, 0, wire.length);
    }

    public static byte[] wire(DomainName name) {
        byte[] wire = new byte[name.wireOctets()];
        name.copyWireTo(wire, 0);
        return wire;
    }

    /** The record, made of its values and not of what we write for it. */
    static Record record(ResourceRecord record) {
        Name owner = name(record.name());
        int type = record.type().code();
        long ttl = record.ttl();
        RecordData data = record.data();
        if (data instanceof RecordData.Host host) {
            Name other = name(host.name());
            return switch (type) {
                case Type.NS -> new NSRecord(owner, DClass.IN, ttl, other);
                case Type.CNAME -> new CNAMERecord(owner, DClass.IN, ttl, other);
                default -> new PTRRecord(owner, DClass.IN, ttl, other);
            };
        } else if (data instanceof RecordData.Soa soa) {
            return new SOARecord(
                    owner,
                    DClass.IN,
                    ttl,
                    name(soa.primary()),
                    name(soa.mailbox()),
                    Integer.toUnsignedLong(soa.serial()),
                    soa.refresh(),
                    soa.retry(),
                    soa.expire(),
                    soa.minimum());
        } else if (data instanceof RecordData.Mx mx) {
            return new MXRecord(owner, DClass.IN, ttl, mx.preference(), name(mx.exchange()));
        } else if (data instanceof RecordData.Srv srv) {
            return new SRVRecord(owner, DClass.IN, ttl, srv.priority(), srv.weight(), srv.port(), name(srv.target()));
        }
        Record other = Record.newRecord(owner, type, DClass.IN, ttl, octets(data));
        if (other == null) {
            throw new AssertionError("dnsjava does not take " + record);
        }
        return other;
    }

    private static byte[] octets(RecordData data) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        if (data instanceof RecordData.Address address) {
            octets.writeBytes(address.address().getAddress());
        } else if (data instanceof RecordData.Txt text) {
            for (Octets each : text.strings()) {
                octets.write(each.length());
                octets.writeBytes(each.toBytes());
            }
        } else if (data instanceof RecordData.Caa caa) {
            octets.write(caa.flags());
            octets.write(caa.tag().length());
            octets.writeBytes(caa.tag().getBytes(StandardCharsets.US_ASCII));
            octets.writeBytes(caa.value().toBytes());
        } else {
            octets.writeBytes(((RecordData.Opaque) data).octets().toBytes());
        }
        return octets.toByteArray();
    }

    /** All that the records say, in everybody's spelling. */
    static List<String> exactly(List<Record> records) {
        return records.stream()
                .map(each -> HexFormat.of().formatHex(each.toWire(Section.ANSWER)))
                .toList();
    }

    /** All that the records say, whatever the spelling. */
    static List<String> inAnyCase(List<Record> records) {
        return records.stream()
                .map(each -> each.getTTL() + HexFormat.of().formatHex(each.toWireCanonical()))
                .toList();
    }

    static List<Record> records(List<ResourceRecord> records) {
        return records.stream().map(DnsJava::record).toList();
    }

    /** Reads what the writer has written. */
    static Message read(DnsWriter written) {
        byte[] message = new byte[written.length()];
        System.arraycopy(written.bytes(), DnsWriter.PREFIX, message, 0, message.length);
        return read(message);
    }

    static Message read(byte[] message) {
        try {
            return new Message(message);
        } catch (IOException e) {
            throw new AssertionError("dnsjava: " + e + " in " + HexFormat.of().formatHex(message), e);
        }
    }
}
