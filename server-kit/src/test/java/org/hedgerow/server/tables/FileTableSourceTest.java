package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTableSourceTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeTable() throws IOException {
        file = Files.writeString(directory.resolve("ts1.txt"), "amazon.com 94.5.6.7 A\n");
    }

    @Test
    void answersFromTheFile() throws IOException {
        FileTableSource source = FileTableSource.open(file);

        assertThat(source.current().size()).isEqualTo(1);
        assertThat(source.current().find(Question.of("AMAZON.com"))).isInstanceOf(Found.class);
        assertThat(source.current()).isSameAs(source.current());
    }

    @Test
    void keepsItsTableUntilItIsToldToReload() throws IOException {
        FileTableSource source = FileTableSource.open(file);
        Table before = source.current();
        Files.writeString(file, "rutgers.edu 172.34.4.6 A\n");

        assertThat(source.current()).isSameAs(before);
        assertThat(source.reload()).isSameAs(source.current()).isNotSameAs(before);
        assertThat(source.current().find(Question.of("amazon.com"))).isEqualTo(NotFound.NAME);
        assertThat(source.current().find(Question.of("rutgers.edu"))).isInstanceOf(Found.class);
    }

    @Test
    void keepsItsTableWhenTheNewOneIsBad() throws IOException {
        FileTableSource source = FileTableSource.open(file);
        Table before = source.current();
        Files.writeString(file, "rutgers.edu 172.34.4.6 A\namazon.com 94.5.6\n");

        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(source::reload)
                .withMessage(file + ":2: expected an IPv4 or IPv6 address, found \"94.5.6\"");
        assertThat(source.current()).isSameAs(before);
    }

    @Test
    void keepsItsTableWhenTheFileIsGone() throws IOException {
        FileTableSource source = FileTableSource.open(file);
        Table before = source.current();
        Files.delete(file);

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(source::reload);
        assertThat(source.current()).isSameAs(before);
    }

    @Test
    void doesNotOpenABadFile() throws IOException {
        Files.writeString(file, "amazon.com\n");

        assertThatExceptionOfType(TableFileException.class).isThrownBy(() -> FileTableSource.open(file));
    }
}
