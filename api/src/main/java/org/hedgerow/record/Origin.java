package org.hedgerow.record;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What names are relative to that are read from text. Table files have absolute names only. In zone files (RFC 1035,
 * section 5.1) a name without a final dot goes on with the origin, and {@code @} is the origin itself. Immutable; any
 * thread; never blocks.
 */
public abstract class Origin {
    private static final Origin ABSOLUTE = new Absolute();
    private static final Origin UNKNOWN = new OfZone(null);

    private Origin() {}

    /** None: all names are absolute, with or without a final dot, and keep it. */
    public static Origin absolute() {
        return ABSOLUTE;
    }

    /** That of a zone file that has not said it: a name without a final dot is an error. */
    public static Origin unknown() {
        return UNKNOWN;
    }

    /** This name: in a zone file, names without a final dot are below it. Names that are read have no final dot. */
    public static Origin of(DomainName origin) {
        Objects.requireNonNull(origin, "origin");
        return new OfZone(origin.withoutFinalDot());
    }

    /**
     * Reads a name from UTF-8 text.
     *
     * @throws IllegalArgumentException if it is no name, or none without an origin; the message says what was expected
     */
    public final DomainName parse(byte[] text, int from, int to) {
        DomainName name = from < to && text[from] == '"' ? null : DomainName.tryParse(text, from, to);
        if (name == null) {
            throw expected("a domain name", text, from, to);
        }
        return complete(name, text, from, to);
    }

    final DomainName parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    abstract DomainName complete(DomainName name, byte[] text, int from, int to);

    private static IllegalArgumentException expected(String what, byte[] text, int from, int to) {
        return new IllegalArgumentException("expected " + what + ", found \"" + PrintableText.of(text, from, to) + '"');
    }

    private static final class Absolute extends Origin {
        @Override
        DomainName complete(DomainName name, byte[] text, int from, int to) {
            return name;
        }
    }

    private static final class OfZone extends Origin {
        private final @Nullable DomainName origin;

        OfZone(@Nullable DomainName origin) {
            this.origin = origin;
        }

        @Override
        DomainName complete(DomainName name, byte[] text, int from, int to) {
            if (endsWithDot(text, from, to)) {
                return name.withoutFinalDot();
            }
            if (origin == null) {
                throw expected("a name with a final dot, for there is no origin yet", text, from, to);
            }
            if (to - from == 1 && text[from] == '@') {
                return origin;
            }
            DomainName whole = name.tryBelow(origin);
            if (whole == null) {
                throw expected(
                        "a name of at most " + DomainName.MAX_OCTETS + " octets together with its origin " + origin,
                        text,
                        from,
                        to);
            }
            return whole;
        }

        /** Whether the last octet is a dot, and not escaped. */
        private static boolean endsWithDot(byte[] text, int from, int to) {
            int backslashes = to - 1;
            while (backslashes > from && text[backslashes - 1] == '\\') {
                backslashes--;
            }
            return text[to - 1] == '.' && (to - 1 - backslashes) % 2 == 0;
        }
    }
}
