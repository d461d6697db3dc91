package org.hedgerow.record;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.record.RecordFormat.OfKind;

/** The formats of the types whose data is of a kind of its own. The kinds write themselves. */
final class RecordKinds {
    static final RecordFormat A = new OfKind(RecordData.Address.class, "an IPv4 address", 1, false, RecordKinds::ipv4);
    static final RecordFormat AAAA =
            new OfKind(RecordData.Address.class, "an IPv6 address", 1, false, RecordKinds::ipv6);
    static final RecordFormat HOST = new OfKind(RecordData.Host.class, "a domain name", 1, false, RecordKinds::host);
    static final RecordFormat SOA = new OfKind(
            RecordData.Soa.class,
            "\"primary mailbox serial refresh retry expire minimum\"",
            7,
            false,
            RecordKinds::soa);
    static final RecordFormat MX =
            new OfKind(RecordData.Mx.class, "\"preference exchange\"", 2, false, RecordKinds::mx);
    static final RecordFormat TXT = new OfKind(RecordData.Txt.class, "text", 0, true, RecordKinds::txt);
    static final RecordFormat SRV =
            new OfKind(RecordData.Srv.class, "\"priority weight port target\"", 4, false, RecordKinds::srv);
    static final RecordFormat CAA = new OfKind(RecordData.Caa.class, "\"flags tag value\"", 3, true, RecordKinds::caa);

    private RecordKinds() {}

    private static <X extends Exception> RecordData ipv4(DataReader<X> from) throws X {
        return from.address(4);
    }

    private static <X extends Exception> RecordData ipv6(DataReader<X> from) throws X {
        return from.address(16);
    }

    private static <X extends Exception> RecordData host(DataReader<X> from) throws X {
        return new RecordData.Host(from.name());
    }

    private static <X extends Exception> RecordData soa(DataReader<X> from) throws X {
        return new RecordData.Soa(
                from.name(),
                from.name(),
                from.u32("a serial"),
                from.seconds("a time to refresh"),
                from.seconds("a time to retry"),
                from.seconds("a time to expire"),
                from.seconds("a minimum TTL"));
    }

    private static <X extends Exception> RecordData mx(DataReader<X> from) throws X {
        return new RecordData.Mx(from.u16("a preference"), from.name());
    }

    /** There should be one string at least, but some servers send none, which harms nobody. */
    private static <X extends Exception> RecordData txt(DataReader<X> from) throws X {
        List<Octets> strings = new ArrayList<>(1);
        while (from.left() > 0) {
            strings.add(from.string("a string"));
        }
        return new RecordData.Txt(strings);
    }

    private static <X extends Exception> RecordData srv(DataReader<X> from) throws X {
        return new RecordData.Srv(from.u16("a priority"), from.u16("a weight"), from.u16("a port"), from.name());
    }

    private static <X extends Exception> RecordData caa(DataReader<X> from) throws X {
        int flags = from.u8("flags");
        String tag = from.word("a tag");
        Octets value = from.rest("a value");
        try {
            return new RecordData.Caa(flags, tag, value);
        } catch (IllegalArgumentException e) {
            throw from.malformed(String.valueOf(e.getMessage()));
        }
    }
}
