package org.hedgerow.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/** Names and records by chance, which share suffixes in various spellings, and hold any octets now and then. */
final class RandomRecords {
    private static final List<RecordType> TYPES = List.of(
            RecordType.A,
            RecordType.AAAA,
            RecordType.NS,
            RecordType.PTR,
            RecordType.MX,
            RecordType.TXT,
            RecordType.SRV,
            RecordType.SOA,
            RecordType.CAA,
            RecordType.of(10),
            RecordType.of(65_280),
            RecordType.of(65_534));

    private final Random random;
    private final List<DomainName> known = new ArrayList<>(List.of(DomainName.ROOT, DomainName.of("example.COM")));

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** A name that often ends as another did, perhaps in another spelling. */
    DomainName name() {
        DomainName below = oneOf(known);
        if (random.nextInt(3) == 0) {
            below = respelled(below);
        }
        DomainName name = below;
        int labels = random.nextInt(20) == 0 ? 40 : 1 + random.nextInt(3);
        for (int i = 0; i < labels; i++) {
            DomainName longer = below(label(), name);
            name = longer == null ? name : longer;
        }
        if (known.size() < 40) {
            known.add(name);
        } else {
            known.set(2 + random.nextInt(38), name);
        }
        return name;
    }

    /** A name that is not the root and that no other call has returned. */
    DomainName newName() {
        DomainName below = DomainName.of(oneOf(List.of("Example.com", "example.NET", "x")));
        return below(("n" + random.nextLong()).getBytes(java.nio.charset.StandardCharsets.US_ASCII), below);
    }

    private byte[] label() {
        byte[] label = new byte[random.nextInt(30) == 0 ? 63 : 1 + random.nextInt(6)];
        if (random.nextInt(8) == 0) {
            random.nextBytes(label);
        } else {
            for (int i = 0; i < label.length; i++) {
                label[i] = (byte) "abcxyzABCXYZ-_019".charAt(random.nextInt(17));
            }
        }
        return label;
    }

    private static DomainName below(byte[] label, DomainName name) {
        byte[] wire = new byte[1 + label.length + name.wireOctets()];
        wire[0] = (byte) label.length;
        System.arraycopy(label, 0, wire, 1, label.length);
        name.copyWireTo(wire, 1 + label.length);
        return DomainName.tryReadWire(wire, 0, wire.length);
    }

    /** The same name in another case, each letter by chance. */
    DomainName respelled(DomainName name) {
        byte[] wire = DnsJava.wire(name);
        for (int label = 0; wire[label] != 0; label += 1 + wire[label]) {
            for (int i = label + 1; i <= label + wire[label]; i++) {
                int letter = wire[i] | 0x20;
                if (letter >= 'a' && letter <= 'z' && random.nextBoolean()) {
                    wire[i] ^= 0x20;
                }
            }
        }
        return DomainName.tryReadWire(wire, 0, wire.length);
    }

    RecordType type() {
        return oneOf(TYPES);
    }

    int ttl() {
        return random.nextInt(4) == 0 ? random.nextInt() >>> 1 : random.nextInt(100_000);
    }

    Octets octets(int atMost) {
        byte[] octets = new byte[random.nextInt(atMost + 1)];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    ResourceRecord alias(DomainName name, DomainName canonical) {
        return new ResourceRecord(name, RecordType.CNAME, ttl(), new RecordData.Host(canonical));
    }

    ResourceRecord record(DomainName name, RecordType type) {
        return new ResourceRecord(name, type, ttl(), data(type));
    }

    private RecordData data(RecordType type) {
        return switch (type.code()) {
            case 1 -> address(4);
            case 28 -> address(16);
            case 2, 5, 12 -> new RecordData.Host(name());
            case 6 -> new RecordData.Soa(name(), name(), random.nextInt(), ttl(), ttl(), ttl(), ttl());
            case 15 -> new RecordData.Mx(random.nextInt(0x10000), name());
            case 16 ->
                new RecordData.Txt(several(
                        1 + random.nextInt(4), () -> octets(random.nextInt(5) == 0 ? 255 : random.nextInt(30))));
            case 33 ->
                new RecordData.Srv(random.nextInt(0x10000), random.nextInt(0x10000), random.nextInt(0x10000), name());
            case 257 -> new RecordData.Caa(random.nextInt(256), oneOf(List.of("issue", "iodef", "x9")), octets(40));
            default -> new RecordData.Opaque(type, octets(60));
        };
    }

    private RecordData address(int octets) {
        byte[] address = new byte[octets];
        random.nextBytes(address);
        try {
            return new RecordData.Address(
                    octets == 4
                            ? InetAddress.getByAddress(address)
                            : java.net.Inet6Address.getByAddress(null, address, -1));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> List<T> several(int count, Supplier<T> each) {
        List<T> several = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            several.add(each.get());
        }
        return several;
    }

    /** Aliases that lead on from the name, each of which is spelled otherwise as an owner now and then. */
    List<ResourceRecord> aliases(DomainName name, int count) {
        List<ResourceRecord> aliases = new ArrayList<>();
        DomainName owner = name;
        for (int i = 0; i < count; i++) {
            DomainName canonical = newName();
            aliases.add(alias(owner, canonical));
            owner = random.nextInt(3) == 0 ? respelled(canonical) : canonical;
        }
        return aliases;
    }

    /** Where the aliases lead. */
    DomainName canonical(DomainName name, List<ResourceRecord> aliases) {
        return aliases.isEmpty()
                ? name
                : ((RecordData.Host) aliases.get(aliases.size() - 1).data()).name();
    }

    Found found(DomainName name, RecordType type) {
        List<ResourceRecord> records = new ArrayList<>(aliases(name, random.nextInt(3) == 0 ? random.nextInt(5) : 0));
        DomainName canonical = canonical(name, records);
        int count = random.nextInt(100) == 0 ? 1 + random.nextInt(1500) : 1 + random.nextInt(5);
        records.addAll(several(count, () -> record(canonical, type)));
        return Found.of(records);
    }

    ResourceRecord soa() {
        return record(name(), RecordType.SOA);
    }

    /** An answer of any kind to a question for this name, spelled in whatever way. */
    Answer answer(Question question) {
        DomainName name = random.nextInt(3) == 0 ? respelled(question.name()) : question.name();
        RecordType type = question.type().equals(RecordType.ANY) ? type() : question.type();
        return switch (random.nextInt(7)) {
            case 0 -> Failed.of(oneOf(List.of(Failed.Reason.values())), "by chance");
            case 1 ->
                NotFound.of(oneOf(List.of(NotFound.Kind.values())))
                        .withAliases(aliases(name, random.nextInt(3)))
                        .withAuthority(random.nextBoolean() ? List.of(soa()) : List.of());
            case 2 -> Elsewhere.unknown();
            default -> found(name, type);
        };
    }
}
