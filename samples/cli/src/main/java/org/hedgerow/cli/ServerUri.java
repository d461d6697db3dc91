package org.hedgerow.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A server that somebody asks: {@code dns://127.0.0.1:5300}, {@code dns://[::1]}, {@code line://localhost:5001}.
 *
 * @param scheme how it is asked
 * @param host its name or address, an IPv6 address without brackets
 * @param port where it listens
 */
record ServerUri(Scheme scheme, String host, int port) {
    private static final String SEPARATOR = "://";
    // java.net.URI knows no host that has an underscore, and does not tell which part is wrong.
    private static final Pattern PARTS = Pattern.compile("(?<scheme>.*?)://(?<authority>[^/?#]*)(?<rest>.*)");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<user>.*@)?(?:\\[(?<six>[^\\[\\]]*)\\]|(?<host>[^\\[\\]:]*))(?::(?<port>.*))?");

    /** Whether a text means a URI, be it a good one. */
    static boolean isMeant(String text) {
        return text.contains(SEPARATOR);
    }

    /**
     * Reads a URI.
     *
     * @throws TypeConversionException if it is none, or has parts that mean nothing here; the message says which
     */
    static ServerUri parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw wrong(text, Scheme.forms(), "no \"" + SEPARATOR + '"');
        }
        Scheme scheme = Scheme.named(parts.group("scheme"));
        if (scheme == null) {
            throw wrong(text, Scheme.forms(), "the scheme " + quoted(parts.group("scheme")));
        }
        if (!parts.group("rest").isEmpty()) {
            throw wrong(text, "nothing after host and port", quoted(parts.group("rest")));
        }
        Matcher authority = AUTHORITY.matcher(parts.group("authority"));
        if (!authority.matches()) {
            throw wrong(text, "a host, with brackets around an IPv6 address", quoted(parts.group("authority")));
        }
        return of(text, scheme, authority);
    }

    private static ServerUri of(String text, Scheme scheme, Matcher authority) {
        if (authority.group("user") != null) {
            throw wrong(text, "no user", quoted(authority.group("user")));
        }
        String six = authority.group("six");
        String host = six == null ? authority.group("host") : six;
        if (host.isBlank()) {
            throw wrong(text, "a host", "none");
        }
        if (six != null && six.indexOf(':') < 0) {
            throw wrong(text, "an IPv6 address in the brackets", quoted(six));
        }
        String port = authority.group("port");
        if (port != null) {
            return new ServerUri(scheme, host, port(text, port));
        }
        if (scheme.needsPort()) {
            throw wrong(text, "a port, as in " + scheme.text() + "://HOST:PORT", "none");
        }
        return new ServerUri(scheme, host, scheme.defaultPort());
    }

    private static int port(String text, String port) {
        try {
            return Ports.parse(port, 1);
        } catch (TypeConversionException e) {
            throw new TypeConversionException(quoted(text) + ": " + e.getMessage());
        }
    }

    private static TypeConversionException wrong(String text, String expected, String found) {
        return new TypeConversionException(quoted(text) + ": expected " + expected + ", found " + found);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Where it is; looks the host up, which blocks. Unresolved if nobody knows that. */
    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** The URI, with its port. */
    @Override
    public String toString() {
        return scheme.text() + SEPARATOR + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Reads a URI of the command line. */
    static final class Converter implements ITypeConverter<ServerUri> {
        @Override
        public ServerUri convert(String text) {
            return parse(text);
        }
    }
}
