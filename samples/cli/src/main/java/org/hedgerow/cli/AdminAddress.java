package org.hedgerow.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen for whoever watches over a server.
 *
 * @param host its name or address, without brackets
 * @param port 0 takes a free one
 */
record AdminAddress(String host, int port) {

    /** Reads {@code HOST:PORT}, where an IPv6 address has brackets. */
    static final class Converter implements ITypeConverter<AdminAddress> {
        @Override
        public AdminAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            String host = text.substring(0, Math.max(0, colon));
            boolean brackets = host.matches("\\[.+]");
            if (host.isEmpty() || (!brackets && host.indexOf(':') >= 0)) {
                throw new TypeConversionException(
                        "expected HOST:PORT, with brackets around an IPv6 address, found \"" + text + '"');
            }
            return new AdminAddress(
                    brackets ? host.substring(1, host.length() - 1) : host, Ports.parse(text.substring(colon + 1), 0));
        }
    }
}
