package org.hedgerow.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads port numbers. */
final class Ports {
    /** Stands for the socket that is standard input. */
    static final int INHERITED = -1;

    private static final int MAX_PORT = 65_535;

    private Ports() {}

    /**
     * Reads a port.
     *
     * @throws TypeConversionException if it is none
     */
    static int parse(String text, int least) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
        if (port < least || port > MAX_PORT) {
            throw new TypeConversionException(
                    "expected a port from " + least + " to " + MAX_PORT + ", found \"" + text + '"');
        }
        return port;
    }

    /** A port to listen on; 0 asks for a free one, {@code -} for a socket that is there already. */
    static final class ToListenOn implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return text.equals("-") ? INHERITED : parse(text, 0);
        }
    }

    /** A port that somebody else listens on. */
    static final class ToConnectTo implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return parse(text, 1);
        }
    }
}
