package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.hedgerow.record.DomainName;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is read or refused, in time that grows as the file does. */
class ZoneOfAnythingTest {
    private static final String ODD = "()\"\\;#@$.%: \t\r\n\0\177 0123456789INASOTXtl";

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void isReadOrRefused(TableFormat format) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TableFileOptions options =
                TableFileOptions.defaults().withFormat(format).withOrigin(DomainName.of("example.com"));
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] file = new RandomZone(random).text().getBytes(StandardCharsets.ISO_8859_1);
            for (int changes = random.nextInt(6); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte)
                        (random.nextInt(4) == 0 ? random.nextInt(256) : ODD.charAt(random.nextInt(ODD.length())));
            }
            refused += isRefused(file, options, seed) ? 1 : 0;
        }
        assertThat(refused).isBetween(300, 1_000);
    }

    private static boolean isRefused(byte[] file, TableFileOptions options, long seed) {
        try {
            // No table can refuse what was read.
            assertThat(Table.of(TableFile.parse("f", file, options)).size()).isNotNegative();
            return false;
        } catch (TableFileException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each)
                            .matches("f:[0-9]+: (read as a \\w+( file)?; )?expected .+, found \"[^\\x00-\\x1F]*\""));
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + "\n" + new String(file, StandardCharsets.ISO_8859_1), e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "(\n",
                "\"",
                "\"\n",
                "\\",
                "a 60 TXT (\n",
                "a ",
                "( \"\n",
                "1h",
                "\"\" ",
                "a 60 TXT a\n"
            })
    void ofManyPiecesIsReadOrRefusedInTime(String piece) {
        byte[] file = piece.repeat(1024 * 1024 / piece.length()).getBytes(StandardCharsets.US_ASCII);
        TableFileOptions options =
                TableFileOptions.defaults().withFormat(TableFormat.ZONE).withOrigin(DomainName.of("example.com"));

        assertThat(isRefused(file, options, 0)).isEqualTo(!piece.equals("a 60 TXT a\n"));
    }

    @Test
    void countsBadLinesWithoutKeepingThem() {
        byte[] file = "x y\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

        assertThat(totalOf(file)).isEqualTo(100_000);
    }

    private static int totalOf(byte[] file) {
        try {
            return TableFile.parse("f", file).size();
        } catch (TableFileException e) {
            return e.total();
        }
    }
}
