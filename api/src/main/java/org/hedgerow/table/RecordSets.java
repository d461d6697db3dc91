package org.hedgerow.table;

import java.util.Arrays;
import java.util.function.Consumer;
import org.hedgerow.Found;
import org.hedgerow.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * Answers by the number of their name and by type. Those of number {@code n} are {@code answers[first[n]] ..
 * answers[first[n + 1] - 1]}; {@code types} spares looks at answers of other types.
 */
final class RecordSets {
    private final int[] first;
    private final char[] types;
    private final Found[] answers;

    private RecordSets(int[] first, char[] types, Found[] answers) {
        this.first = first;
        this.types = types;
        this.answers = answers;
    }

    /** How many names there are numbers of. */
    int size() {
        return first.length - 1;
    }

    /** The answer of this type, for {@link RecordType#ANY} the one that was added first; null if there is none. */
    @Nullable
    Found find(int number, RecordType type) {
        int code = type.code();
        boolean any = code == RecordType.ANY.code();
        int to = first[number + 1];
        for (int i = first[number]; i < to; i++) {
            if (any || types[i] == code) {
                return answers[i];
            }
        }
        return null;
    }

    /** The answer that was added first, of a number that has any. */
    Found any(int number) {
        return answers[first[number]];
    }

    void forEach(int number, Consumer<Found> action) {
        for (int i = first[number]; i < first[number + 1]; i++) {
            action.accept(answers[i]);
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(answers);
    }

    /** Takes the answers of one number after the other. */
    static final class Builder {
        private final int[] first;
        private char[] types;
        private Found[] answers;
        private int numbers;
        private int size;

        /** For names with the numbers 0 to {@code count - 1}. */
        Builder(int count) {
            first = new int[count + 1];
            types = new char[Math.max(1, count)];
            answers = new Found[types.length];
        }

        /** One more answer of the present number, of the type of its last record. */
        void add(Found found) {
            if (size == answers.length) {
                types = Arrays.copyOf(types, 2 * size);
                answers = Arrays.copyOf(answers, 2 * size);
            }
            types[size] = (char)
                    found.records().get(found.records().size() - 1).type().code();
            answers[size++] = found;
        }

        /** These were all of the present number. */
        void next() {
            first[++numbers] = size;
        }

        RecordSets build() {
            return new RecordSets(first, Arrays.copyOf(types, size), Arrays.copyOf(answers, size));
        }
    }
}
