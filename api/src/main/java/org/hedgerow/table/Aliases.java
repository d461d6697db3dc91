package org.hedgerow.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What aliases lead to, worked out once: all that is asked of an alias is answered by the same objects each time. Those of
 * number {@code n} are {@code answers[first[n]] .. answers[first[n + 1] - 1]}, made once somebody asks for them; the last is
 * the one where the target does not have the type.
 */
final class Aliases implements Found.Store {
    private static final char OTHERWISE = 0; // which no record has

    private final Entries entries;
    private final int[] first;
    private final int[] owners; // whose each answer is
    private final char[] types;
    private final AtomicReferenceArray<@Nullable Answer> answers;

    private Aliases(Entries entries, int[] first, int[] owners, char[] types) {
        this.entries = entries;
        this.first = first;
        this.owners = owners;
        this.types = types;
        this.answers = new AtomicReferenceArray<>(types.length);
    }

    static Aliases of(Entries entries) {
        Builder builder = new Builder(entries.aliases());
        for (int number = 0; number < entries.aliases(); number++) {
            chain(number, entries).forEachType(builder::add);
            builder.add(OTHERWISE);
            builder.next();
        }
        return new Aliases(
                entries,
                builder.first,
                Arrays.copyOf(builder.owners, builder.size),
                Arrays.copyOf(builder.types, builder.size));
    }

    private static AliasChain chain(int number, Entries entries) {
        return new AliasChain(entries.names().owner(number), entries);
    }

    /** The answer to a question for a type that the alias itself does not have. */
    Answer find(int number, RecordType type) {
        int last = first[number + 1] - 1;
        int i = first[number];
        while (i < last && types[i] != type.code() && !type.equals(RecordType.ANY)) {
            i++;
        }
        Answer known = answers.getPlain(i); // whoever sees it sees all of it: its fields are final
        if (known != null) {
            return known;
        }
        Answer made = make(i);
        Answer others = answers.compareAndExchange(i, null, made);
        return others == null ? made : others;
    }

    private Answer make(int i) {
        if (types[i] == OTHERWISE) {
            Answer last = chain(owners[i], entries).otherwise();
            Found cname = cname(i);
            if (!(last instanceof Found)) {
                return last;
            }
            if (last.equals(cname)) {
                return cname;
            }
        }
        return Found.of(this, i);
    }

    private Found cname(int i) {
        return Objects.requireNonNull(entries.sets().find(owners[i], RecordType.CNAME), "a CNAME record");
    }

    @Override
    public List<ResourceRecord> records(int place) {
        AliasChain chain = chain(owners[place], entries);
        Answer answer = types[place] == OTHERWISE ? chain.otherwise() : chain.answer(RecordType.of(types[place]));
        return ((Found) answer).records();
    }

    /** The alias itself comes first. */
    @Override
    public boolean isSpelledAs(int place, DomainName name) {
        return cname(place).isSpelledAs(name);
    }

    private static final class Builder {
        private final int[] first;
        private int[] owners;
        private char[] types;
        private int numbers;
        private int size;

        Builder(int count) {
            first = new int[count + 1];
            owners = new int[2 * count];
            types = new char[2 * count];
        }

        void add(int type) {
            if (size == types.length) {
                owners = Arrays.copyOf(owners, size + size / 2);
                types = Arrays.copyOf(types, size + size / 2);
            }
            owners[size] = numbers;
            types[size++] = (char) type;
        }

        void next() {
            first[++numbers] = size;
        }
    }
}
