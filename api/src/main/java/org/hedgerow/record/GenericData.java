package org.hedgerow.record;

import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data that is given as octets though its type has a kind of its own (RFC 3597, section 5): names are not compressed. */
final class GenericData {
    private final byte[] octets;
    private final ByteBuffer data;

    private GenericData(byte[] octets) {
        this.octets = octets;
        this.data = ByteBuffer.wrap(octets);
    }

    /** What the octets say as data of that type; null if they are none. */
    static @Nullable RecordData read(RecordType type, byte[] octets) {
        if (!type.hasTypedData()) {
            return new RecordData.Opaque(Octets.of(octets));
        }
        GenericData reading = new GenericData(octets);
        try {
            RecordData read = reading.read(type);
            return reading.data.hasRemaining() || !read.fits(type) ? null : read;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return null; // of a value, or an end, that does not fit
        }
    }

    private RecordData read(RecordType type) {
        return switch (type.toString()) {
            case "A", "AAAA" -> new RecordData.Address(address());
            case "SOA" ->
                new RecordData.Soa(
                        name(), name(), data.getInt(), data.getInt(), data.getInt(), data.getInt(), data.getInt());
            case "MX" -> new RecordData.Mx(number16(), name());
            case "TXT" -> new RecordData.Txt(strings());
            case "SRV" -> new RecordData.Srv(number16(), number16(), number16(), name());
            case "CAA" ->
                new RecordData.Caa(
                        data.get() & 0xFF,
                        new String(take(data.get() & 0xFF), StandardCharsets.ISO_8859_1),
                        Octets.of(take(data.remaining())));
            default -> new RecordData.Host(name());
        };
    }

    private InetAddress address() {
        if (data.remaining() != 4 && data.remaining() != 16) {
            throw new IllegalArgumentException("expected an address");
        }
        return AddressText.ofBytes(take(data.remaining()));
    }

    private DomainName name() {
        DomainName name = DomainName.tryReadWire(octets, data.position(), data.limit());
        if (name == null) {
            throw new IllegalArgumentException("expected a name");
        }
        data.position(data.position() + name.wireOctets());
        return name;
    }

    private List<Octets> strings() {
        List<Octets> strings = new ArrayList<>();
        do {
            strings.add(Octets.of(take(data.get() & 0xFF)));
        } while (data.hasRemaining());
        return strings;
    }

    private int number16() {
        return data.getShort() & 0xFFFF;
    }

    private byte[] take(int count) {
        byte[] taken = new byte[Math.min(count, data.remaining() + 1)]; // one too many for what is not there
        data.get(taken);
        return taken;
    }
}
