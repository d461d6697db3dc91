package org.hedgerow.record;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * What a record says of its name. Sealed: the usual types have kinds of their own, whose values can be asked for; data of all
 * others is {@link Opaque}. Of any data there is the {@link #text}, which is its {@code toString}, too, and the {@link #wire}
 * form.
 */
public sealed interface RecordData {
    /** The longest data that a record can hold, in octets (RFC 1035, section 3.2.1). */
    int MAX_OCTETS = 0xFFFF;

    /** Whether records of this type hold such data. */
    default boolean fits(RecordType type) {
        Objects.requireNonNull(type, "type");
        return RecordFormat.of(type).fits(type, this);
    }

    /** Writes the data, field by field. */
    void writeTo(DataWriter to);

    /** The text that zone files (RFC 1035, section 5) and table files have for it, which {@link RecordText} reads. */
    default String text() {
        TextWriter text = new TextWriter();
        writeTo(text);
        return text.isEmpty() ? wire().generic() : text.toString();
    }

    /** The bytes that it has in messages, whose names are whole. */
    default Octets wire() {
        WireWriter wire = new WireWriter();
        writeTo(wire);
        return wire.octets();
    }

    /**
     * Reads all that there is as data of the type. Data of a type without a kind of its own is kept as it is, be it
     * well-formed or not, but that names are whole.
     *
     * @throws X if it is no such data, or more than that
     */
    static <X extends Exception> RecordData read(RecordType type, DataReader<X> from) throws X {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(from, "from");
        RecordData data = RecordFormat.of(type).read(type, from);
        if (from.left() > 0) {
            throw from.malformed("data of " + type + " of another length than it says");
        }
        return data;
    }

    private static void expectBits(int bits, int... numbers) {
        for (int number : numbers) {
            if (number < 0 || number >>> bits != 0) {
                throw new IllegalArgumentException(
                        "expected a number of " + bits + " bits, found " + Integer.toUnsignedString(number));
            }
        }
    }

    private static void expectOctets(int octets) {
        if (octets > MAX_OCTETS) {
            throw new IllegalArgumentException("expected data of at most " + MAX_OCTETS + " octets, found " + octets);
        }
    }

    /**
     * An IPv4 or IPv6 address, as A and AAAA records hold it.
     *
     * @param address the address
     */
    record Address(InetAddress address) implements RecordData {
        /** Checks the value. */
        public Address {
            Objects.requireNonNull(address, "address");
        }

        @Override
        public boolean fits(RecordType type) {
            Objects.requireNonNull(type, "type");
            return type.equals(address instanceof Inet4Address ? RecordType.A : RecordType.AAAA);
        }

        /**
         * The address of these 4 or 16 bytes; an IPv4-mapped one stays IPv6.
         *
         * @throws IllegalArgumentException if there are more or fewer
         */
        public static Address of(byte[] bytes) {
            Objects.requireNonNull(bytes, "bytes");
            return new Address(AddressText.ofBytes(bytes));
        }

        @Override
        public void writeTo(DataWriter to) {
            to.address(address);
        }

        /** The address as text; IPv6 as RFC 5952 has it. */
        @Override
        public String toString() {
            return AddressText.format(address);
        }
    }

    /**
     * Another name: the canonical one (CNAME), a name server (NS), or the one that an address belongs to (PTR).
     *
     * @param name the other name
     */
    record Host(DomainName name) implements RecordData {
        /** Checks the value. */
        public Host {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public void writeTo(DataWriter to) {
            to.name(name);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * The start of a zone of authority (RFC 1035, section 3.3.13). Times are seconds.
     *
     * @param primary the name server that the zone comes from
     * @param mailbox of who is responsible, with a dot for the {@code @}
     * @param serial the version of the zone, an unsigned number of 32 bits
     * @param refresh how often secondaries look for a new version
     * @param retry how soon they look again after a failure
     * @param expire how long they go on without
     * @param minimum the TTL of negative answers (RFC 2308, section 4)
     */
    record Soa(DomainName primary, DomainName mailbox, int serial, int refresh, int retry, int expire, int minimum)
            implements RecordData {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if a time is negative
         */
        public Soa {
            Objects.requireNonNull(primary, "primary");
            Objects.requireNonNull(mailbox, "mailbox");
            expectBits(31, refresh, retry, expire, minimum);
        }

        @Override
        public void writeTo(DataWriter to) {
            to.name(primary);
            to.name(mailbox);
            to.u32(serial);
            to.u32(refresh);
            to.u32(retry);
            to.u32(expire);
            to.u32(minimum);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * A mail exchange (MX).
     *
     * @param preference the lower, the sooner it is tried; 16 bits
     * @param exchange the host that takes mail
     */
    record Mx(int preference, DomainName exchange) implements RecordData {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if the preference does not fit 16 bits
         */
        public Mx {
            Objects.requireNonNull(exchange, "exchange");
            expectBits(16, preference);
        }

        @Override
        public void writeTo(DataWriter to) {
            to.u16(preference);
            to.name(exchange);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Text (TXT).
     *
     * @param strings at least one, each of 255 octets at most
     */
    record Txt(List<Octets> strings) implements RecordData {
        /** The longest string, in octets. */
        public static final int MAX_STRING_OCTETS = 255;

        /**
         * Keeps the strings.
         *
         * @throws IllegalArgumentException if one or all are too long
         */
        public Txt {
            Objects.requireNonNull(strings, "strings");
            strings = List.copyOf(strings);
            if (strings.stream().anyMatch(each -> each.length() > MAX_STRING_OCTETS)) {
                throw new IllegalArgumentException("expected strings of at most 255 octets");
            }
            expectOctets(strings.stream().mapToInt(each -> 1 + each.length()).sum());
        }

        @Override
        public void writeTo(DataWriter to) {
            for (Octets each : strings) {
                to.string(each);
            }
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Where a service is (SRV, RFC 2782). All numbers have 16 bits.
     *
     * @param priority the lower, the sooner it is tried
     * @param weight its share among those of the same priority
     * @param port the port
     * @param target the host
     */
    record Srv(int priority, int weight, int port, DomainName target) implements RecordData {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one does not fit 16 bits
         */
        public Srv {
            Objects.requireNonNull(target, "target");
            expectBits(16, priority, weight, port);
        }

        @Override
        public void writeTo(DataWriter to) {
            to.u16(priority);
            to.u16(weight);
            to.u16(port);
            to.plainName(target);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Who may certify the name (CAA, RFC 8659).
     *
     * @param flags 8 bits
     * @param tag the property, letters and digits of ASCII
     * @param value its value
     */
    record Caa(int flags, String tag, Octets value) implements RecordData {
        private static final int MAX_TAG_OCTETS = 255;

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the tag is empty, longer than 255, or has other characters, the flags do not
         *     fit 8 bits, or all is too long
         */
        public Caa {
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(value, "value");
            expectBits(8, flags);
            expectOctets(2 + tag.length() + value.length());
            if (tag.isEmpty() || tag.length() > MAX_TAG_OCTETS || !tag.chars().allMatch(Caa::isOfTag)) {
                throw new IllegalArgumentException(
                        "expected a tag of 1 to 255 letters, digits and hyphens, found " + PrintableText.quoted(tag));
            }
        }

        private static boolean isOfTag(int character) {
            boolean isAscii = character < 0x80;
            return isAscii && (Character.isLetterOrDigit(character) || character == '-'); // which servers have, too
        }

        @Override
        public void writeTo(DataWriter to) {
            to.u8(flags);
            to.word(tag);
            to.octets(value);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Data of any other type, which is carried as it is on the wire (RFC 3597). Its text is what the type's RFC says if that
     * form is known and the data has it, or else {@code \\# 4 0A000001}.
     *
     * @param type the type
     * @param octets the data, whose names are whole; 65,535 octets at most
     */
    record Opaque(RecordType type, Octets octets) implements RecordData {
        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if the data is too long
         */
        public Opaque {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(octets, "octets");
            expectOctets(octets.length());
        }

        @Override
        public void writeTo(DataWriter to) {
            to.octets(octets);
        }

        @Override
        public String text() {
            return RecordFormat.of(type).text(octets);
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
