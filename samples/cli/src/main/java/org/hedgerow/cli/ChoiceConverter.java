package org.hedgerow.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few values by its name in small letters, and tells the names to whoever completes them. */
abstract class ChoiceConverter<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final List<E> values;

    ChoiceConverter(Class<E> type) {
        values = List.of(type.getEnumConstants());
    }

    @Override
    public final E convert(String given) {
        return values.stream()
                .filter(value -> text(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected " + String.join(" or ", this) + ", found \"" + given + '"'));
    }

    @Override
    public final Iterator<String> iterator() {
        return values.stream().map(ChoiceConverter::text).iterator();
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
