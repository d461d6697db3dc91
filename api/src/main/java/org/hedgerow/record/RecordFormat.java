package org.hedgerow.record;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the data of a type is like, in text and in bytes of any kind: all that is known of the type is here. {@link
 * RecordFormats} has one for each.
 */
abstract class RecordFormat {
    /** How data of any type may be written (RFC 3597, section 5). */
    static final String GENERIC_FORM = "\"\\# octets hex\"";

    /** That of the type. */
    static RecordFormat of(RecordType type) {
        return RecordFormats.of(type.code());
    }

    /** Reads text that is not {@code \#}. */
    abstract RecordData parse(RecordType type, TextReader from);

    /** Reads data, up to its end if it is well-formed. */
    abstract <X extends Exception> RecordData read(RecordType type, DataReader<X> from) throws X;

    /** The text of data that is kept as octets. */
    abstract String text(Octets octets);

    /** Whether the data is of a kind of its own. */
    abstract boolean hasKind();

    /** Whether records of the type, which has this format, hold such data. */
    abstract boolean fits(RecordType type, RecordData data);

    /** Whether there is a text for it other than {@code \#}. */
    abstract boolean hasText();

    /** Whether there are character strings in it. */
    abstract boolean hasStrings();

    /** What reads data of one kind from anywhere. */
    interface Reading {
        <X extends Exception> RecordData read(DataReader<X> from) throws X;
    }

    /** That of a type whose data is of a kind of its own, which knows how it is written. */
    static final class OfKind extends RecordFormat {
        private final Class<? extends RecordData> kind;
        private final String form;
        private final int count;
        private final boolean strings;
        private final Reading reading;

        /**
         * The format.
         *
         * @param kind the kind
         * @param form what is expected of text
         * @param count how many fields text has; any number but none if 0
         * @param strings whether there are character strings in it
         */
        OfKind(Class<? extends RecordData> kind, String form, int count, boolean strings, Reading reading) {
            this.kind = kind;
            this.form = form;
            this.count = count;
            this.strings = strings;
            this.reading = reading;
        }

        @Override
        RecordData parse(RecordType type, TextReader from) {
            if (from.left() == 0 || (count > 0 && from.left() != count)) {
                throw from.expected(form);
            }
            return reading.read(from);
        }

        @Override
        <X extends Exception> RecordData read(RecordType type, DataReader<X> from) throws X {
            return reading.read(from);
        }

        @Override
        String text(Octets octets) {
            return octets.generic();
        }

        @Override
        boolean hasKind() {
            return true;
        }

        @Override
        boolean fits(RecordType type, RecordData data) {
            return kind.isInstance(data);
        }

        @Override
        boolean hasText() {
            return true;
        }

        @Override
        boolean hasStrings() {
            return strings;
        }
    }

    /** That of a type whose data is kept as octets, which are some fields, or of which nothing is known. */
    static final class OfFields extends RecordFormat {
        private final List<Field> fields;
        private final int leading;
        private final int strings;
        private final int names;

        OfFields(Field... fields) {
            this.fields = List.of(fields);
            this.leading = Arrays.stream(fields)
                    .takeWhile(each -> each.bytes() >= 0)
                    .mapToInt(Field::bytes)
                    .sum();
            this.strings = count(Field.STRING);
            this.names = count(Field.NAME);
        }

        private int count(int kind) {
            return (int) fields.stream().filter(each -> each.bytes() == kind).count();
        }

        @Override
        RecordData parse(RecordType type, TextReader from) {
            int least = fields.stream().mapToInt(Field::least).sum();
            boolean isOpen = fields.stream().anyMatch(Field::isRepeated);
            if (!hasText() || from.left() < least || (from.left() > least && !isOpen)) {
                throw from.expected(form());
            }
            WireWriter wire = new WireWriter();
            fields.forEach(each -> each.parsing().parse(from, wire));
            if (from.left() > 0) {
                throw from.expected(form());
            }
            return new RecordData.Opaque(type, wire.octets());
        }

        private String form() {
            return hasText()
                    ? fields.stream().map(Field::word).collect(Collectors.joining(" ", "\"", "\""))
                    : GENERIC_FORM;
        }

        @Override
        <X extends Exception> RecordData read(RecordType type, DataReader<X> from) throws X {
            byte[] data = names == 0 ? from.bytes(from.left()) : from.withWholeNames(leading, strings, names);
            return new RecordData.Opaque(type, Octets.wrap(data));
        }

        @Override
        String text(Octets octets) {
            if (!hasText()) {
                return octets.generic();
            }
            WireReader wire = new WireReader(octets.toBytes());
            TextWriter text = new TextWriter();
            try {
                fields.forEach(each -> each.printing().print(wire, text));
            } catch (IllegalArgumentException e) {
                return octets.generic(); // which any data can be written as
            }
            return wire.left() > 0 ? octets.generic() : text.toString();
        }

        @Override
        boolean hasKind() {
            return false;
        }

        @Override
        boolean fits(RecordType type, RecordData data) {
            return data instanceof RecordData.Opaque opaque && opaque.type().equals(type);
        }

        @Override
        boolean hasText() {
            return !fields.isEmpty() && fields.stream().noneMatch(each -> each.equals(Field.UNKNOWN));
        }

        @Override
        boolean hasStrings() {
            return fields.stream().anyMatch(Field::isText);
        }
    }
}
