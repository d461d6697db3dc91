package org.hedgerow.table;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hedgerow.Found;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sets of records by the number of their name and by type. Those of number {@code n} are at {@code places[first(n)] ..
 * places[first(n + 1) - 1]}. They are octets; an answer is made of a set once somebody asks for it, and kept.
 */
final class RecordSets implements Found.Store {
    private final int @Nullable [] first; // none where each name has one set, as in tables of addresses
    private final int[] places;
    private final Chunks sets;
    private final AtomicReferenceArray<@Nullable Found> answers;

    private RecordSets(int @Nullable [] first, int[] places, Chunks sets) {
        this.first = first;
        this.places = places;
        this.sets = sets;
        this.answers = new AtomicReferenceArray<>(places.length);
    }

    /** How many names there are numbers of. */
    int size() {
        return first == null ? places.length : first.length - 1;
    }

    /** The answer of this type, for {@link RecordType#ANY} the one that was added first; null if there is none. */
    @Nullable
    Found find(int number, RecordType type) {
        int code = type.code();
        boolean any = code == RecordType.ANY.code();
        int to = first(number + 1);
        for (int i = first(number); i < to; i++) {
            if (any || type(i) == code) {
                return answer(i);
            }
        }
        return null;
    }

    private int first(int number) {
        return first == null ? number : first[number];
    }

    private int type(int i) {
        return PackedSet.type(sets.octets(places[i]), Chunks.offset(places[i]));
    }

    private Found answer(int i) {
        Found known = answers.getPlain(i); // whoever sees it sees all of it: its fields are final
        if (known != null) {
            return known;
        }
        Found made = Found.of(this, places[i]);
        Found others = answers.compareAndExchange(i, null, made);
        return others == null ? made : others;
    }

    @Override
    public List<ResourceRecord> records(int place) {
        return PackedSet.read(sets.read(place));
    }

    @Override
    public boolean isSpelledAs(int place, DomainName name) {
        return PackedSet.isSpelledAs(sets.octets(place), Chunks.offset(place), name);
    }

    @Override
    public boolean isBareAlias(int place) {
        return PackedSet.type(sets.octets(place), Chunks.offset(place)) == RecordType.CNAME.code();
    }

    /** The name of this number, spelled as its first record spells it. */
    DomainName owner(int number) {
        int place = places[first(number)];
        return PackedSet.name(sets.octets(place), Chunks.offset(place));
    }

    /** Whether this is the name of the number. */
    boolean isNamed(int number, DomainName name) {
        int place = places[first(number)];
        return PackedSet.isNamed(sets.octets(place), Chunks.offset(place), name);
    }

    /** Whether this is what is left of the name of the number without its first octets on the wire. */
    boolean isBelow(int number, int skipped, DomainName name) {
        int place = places[first(number)];
        return PackedSet.isBelow(sets.octets(place), Chunks.offset(place), skipped, name);
    }

    /** Each type that the number has records of. */
    void forEachType(int number, IntConsumer action) {
        int to = first(number + 1);
        for (int i = first(number); i < to; i++) {
            action.accept(type(i));
        }
    }

    /** All records, set by set. */
    void forEach(Consumer<? super ResourceRecord> action) {
        for (int place : places) {
            records(place).forEach(action);
        }
    }

    /** Takes the sets of one number after the other. */
    static final class Builder {
        private final Chunks sets = new Chunks();
        private final PackWriter writer = new PackWriter();
        private final int[] first;
        private int[] places;
        private int numbers;
        private int size;
        private int records;

        /** For names with the numbers 0 to {@code count - 1}. */
        Builder(int count) {
            first = new int[count + 1];
            places = new int[count];
        }

        /** One more set of the present number. */
        void add(List<ResourceRecord> set) {
            writer.clear();
            PackedSet.write(set, writer);
            add(writer.octets(), 0, writer.size(), set.size());
        }

        /** One more set of the present number, of one record, which is packed at that place. */
        void addSingle(byte[] octets, int at) {
            add(octets, at, PackedSet.endOfSingle(octets, at), 1);
        }

        private void add(byte[] octets, int from, int to, int more) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size + size / 2 + 1);
            }
            places[size++] = sets.add(octets, from, to);
            records += more;
        }

        /** These were all of the present number. */
        void next() {
            first[++numbers] = size;
        }

        /** How many records there are so far. */
        int records() {
            return records;
        }

        RecordSets build() {
            sets.trim();
            int[] all = size == places.length ? places : Arrays.copyOf(places, size);
            return new RecordSets(size == numbers ? null : first, all, sets); // for each name has one at least
        }
    }
}
