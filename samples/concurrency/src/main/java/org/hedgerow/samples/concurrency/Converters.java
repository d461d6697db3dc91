package org.hedgerow.samples.concurrency;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.transport.ThreadKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How values are written on the command line. */
final class Converters {
    private static final int MAX_PORT = 65_535;

    private Converters() {}

    private static int number(String text, int least, int most, String what) {
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new TypeConversionException(
                    "expected " + what + " from " + least + " to " + most + ", found \"" + text + '"');
        }
        return number;
    }

    /** A port to listen on; 0 takes a free one. */
    static final class PortToListenOn implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, 0, MAX_PORT, "a port");
        }
    }

    /** A port that somebody else listens on. */
    static final class PortToConnectTo implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, 1, MAX_PORT, "a port");
        }
    }

    /** How many workers or clients. */
    static final class Crowd implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, 1, 10_000, "a number");
        }
    }

    /** How many connections. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, 1, 1_000_000, "a number");
        }
    }

    /** How many octets, up to what the protocol allows. */
    static final class Octets implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            long octets = Request.parse(text);
            if (octets < 0) {
                throw new TypeConversionException(Request.expected(text));
            }
            return octets;
        }
    }

    /** Times above zero, as {@code 500ms}, {@code 5s} and {@code 1m}. */
    static final class Time implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");

        @Override
        public Duration convert(String text) {
            Matcher time = TIME.matcher(text);
            Duration duration =
                    time.matches() ? Duration.of(Long.parseLong(time.group(1)), unit(time.group(2))) : Duration.ZERO;
            if (duration.isZero()) {
                throw new TypeConversionException("expected a time such as 500ms, 5s or 1m, found \"" + text + '"');
            }
            return duration;
        }

        private static ChronoUnit unit(String name) {
            return switch (name) {
                case "ms" -> ChronoUnit.MILLIS;
                case "s" -> ChronoUnit.SECONDS;
                default -> ChronoUnit.MINUTES;
            };
        }
    }

    /** A kind of threads. */
    static final class Threads implements ITypeConverter<ThreadKind> {
        @Override
        public ThreadKind convert(String text) {
            return switch (text) {
                case "platform" -> ThreadKind.PLATFORM;
                case "virtual" -> ThreadKind.VIRTUAL;
                default ->
                    throw new TypeConversionException(
                            "expected platform or virtual, found \"" + text.toLowerCase(Locale.ROOT) + '"');
            };
        }
    }
}
