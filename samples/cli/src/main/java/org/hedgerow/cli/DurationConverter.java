package org.hedgerow.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times above zero, as {@code 500ms}, {@code 5s} and {@code 1m}. */
final class DurationConverter implements ITypeConverter<Duration> {
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
