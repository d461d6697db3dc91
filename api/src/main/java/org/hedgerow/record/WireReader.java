package org.hedgerow.record;

import java.util.Arrays;

/** Reads data from bytes whose names are whole. */
final class WireReader implements DataReader<IllegalArgumentException> {
    private final byte[] bytes;
    private int at;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int left() {
        return bytes.length - at;
    }

    @Override
    public byte[] bytes(int count) {
        if (count > left()) {
            throw malformed("data that ends early");
        }
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    @Override
    public int u8(String what) {
        if (left() < 1) {
            throw malformed("data that ends before " + what);
        }
        return bytes[at++] & 0xFF;
    }

    @Override
    public int u16(String what) {
        return u8(what) << 8 | u8(what);
    }

    @Override
    public int u32(String what) {
        return u16(what) << 16 | u16(what);
    }

    /** What text says is taken as it is, and refused by what holds it. */
    @Override
    public int seconds(String what) {
        return u32(what);
    }

    @Override
    public DomainName name() {
        DomainName name = DomainName.tryReadWire(bytes, at, bytes.length);
        if (name == null) {
            throw malformed("a name that is none");
        }
        at += name.wireOctets();
        return name;
    }

    @Override
    public IllegalArgumentException malformed(String problem) {
        return new IllegalArgumentException(problem);
    }
}
