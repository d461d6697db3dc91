package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data of every type, in all the forms that it has: goes by the table of types. */
class RecordTypesTest {

    @Test
    void everyTypeWhoseTextIsKnownIsTested() {
        Set<RecordType> tested = RecordLine.all().map(RecordLine::type).collect(Collectors.toSet());
        assertThat(IntStream.range(0, 0x10000).mapToObj(RecordType::of).filter(RecordType::hasTextForm))
                .isNotEmpty()
                .isSubsetOf(tested);
    }

    @ParameterizedTest
    @MethodSource("org.hedgerow.record.RecordLine#all")
    void textIsReadAgain(RecordLine line) {
        RecordData data = line.data();
        assertThat(data.fits(line.type())).isTrue();
        assertThat(data).hasToString(data.text());
        assertThat(RecordLine.parse(line.type(), data.text())).as(data.text()).isEqualTo(data);
        boolean isGeneric = data.text().startsWith("\\#");
        assertThat(isGeneric).as(data.text()).isEqualTo(!line.type().hasTextForm());
    }

    @ParameterizedTest
    @MethodSource("org.hedgerow.record.RecordLine#all")
    void bytesAreReadAgain(RecordLine line) {
        RecordData data = line.data();
        Octets wire = data.wire();
        assertThat(RecordData.read(line.type(), new WireReader(wire.toBytes()))).isEqualTo(data);
        assertThat(RecordLine.parse(line.type(), wire.generic())).isEqualTo(data);
    }

    @ParameterizedTest
    @MethodSource("org.hedgerow.record.RecordLine#all")
    void tablesHaveIt(RecordLine line) {
        ResourceRecord record = line.of(DomainName.of("a.test"));
        Table table = Table.of(List.of(record));
        assertThat(((Found) table.find(Question.of(record.name(), line.type()))).records())
                .containsExactly(record);
    }
}
