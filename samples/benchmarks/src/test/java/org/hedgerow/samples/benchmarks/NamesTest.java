package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.RecordType;
import org.hedgerow.server.tables.FileTableSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
    private static final int COUNT = 70_000; // more than two octets of an address

    @TempDir
    private Path directory;

    private Names names;

    @BeforeEach
    void write() throws Exception {
        names = new Names(directory, COUNT);
        names.write();
    }

    @Test
    void saysTheSameInAllFiles() throws Exception {
        String last = "h69999.bench.example";
        assertThat(lastLine(names.table())).isEqualTo(last + " 10.1.17.111 A");
        assertThat(lastLine(names.hosts())).isEqualTo("10.1.17.111 " + last);
        assertThat(lastLine(names.questions())).isEqualTo(last + " 10.1.17.111");
        assertThat(lastLine(names.zone())).isEqualTo(last + ". 300 IN A 10.1.17.111");
        assertThat(names.last().toString()).contains(last);
    }

    @Test
    void writesTablesThatCanBeRead() throws Exception {
        Question question = Question.of(names.last(), RecordType.A);
        for (Path file : new Path[] {names.table(), names.hosts(), names.zone()}) {
            try (FileTableSource source = FileTableSource.open(file)) {
                assertThat(source.current().find(question)).as(file.toString()).isInstanceOf(Found.class);
                assertThat(source.current().find(question).toString()).contains("10.1.17.111");
            }
        }
    }

    private static String lastLine(Path file) throws Exception {
        var lines = Files.readAllLines(file);
        return lines.get(lines.size() - 1);
    }
}
