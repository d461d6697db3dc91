package org.hedgerow.server;

import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.RecordText;
import org.hedgerow.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a table: a record a line, with any run of spaces and tabs between the fields, in one of two forms.
 *
 * <ul>
 *   <li>{@code Name IPaddress [Type]}: the type, A or AAAA, may be left out and must fit the address.
 *   <li>{@code Name [TTL] [IN] Type Value...}: a record of any type, as zone files have it (RFC 1035, section 5), but of one
 *       line. The TTL is in seconds, {@value ResourceRecord#DEFAULT_TTL} where there is none. {@link RecordText} has the
 *       values.
 * </ul>
 *
 * <p>Names are absolute, with or without a final dot. {@code #} begins a comment wherever it stands, but in quotes and
 * behind a backslash; blank lines mean nothing. UTF-8, with or without a byte order mark; lines end with LF or CRLF.
 *
 * <p>A file with a bad line is refused as a whole, and all of its bad lines are told at once. Lines are bad, too, that do
 * not go with earlier ones: a second CNAME or SOA record of a name, and others beside a CNAME record.
 */
public final class TableFile {
    /** How many bad lines are described; the others are counted. */
    public static final int MAX_PROBLEMS = 20;

    /** The longest line, in octets. */
    public static final int MAX_LINE_OCTETS = 4096;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Problems problems;
    private final List<ResourceRecord> records = new ArrayList<>();
    private final ImmutableIntArray.Builder lines = ImmutableIntArray.builder();

    private TableFile(String source) {
        this.problems = new Problems(source);
    }

    /**
     * Reads a file. Blocks.
     *
     * @return the records in the order of the file; an unmodifiable list
     * @throws TableFileException if lines are bad
     * @throws IOException if the file cannot be read
     */
    public static List<ResourceRecord> read(Path file) throws IOException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    /**
     * Reads what a file holds.
     *
     * @param source what problems call the file
     * @return the records in the order of the file; an unmodifiable list
     * @throws TableFileException if lines are bad
     */
    public static List<ResourceRecord> parse(String source, byte[] content) throws TableFileException {
        TableFile file = new TableFile(source);
        file.readLines(content);
        new Conflicts(file.records, file.lines.build(), file.problems).find();
        file.problems.check();
        return List.copyOf(file.records);
    }

    private void readLines(byte[] content) {
        int start = startsWithMark(content) ? BYTE_ORDER_MARK.length : 0;
        for (int number = 1; start < content.length; number++) {
            int lineFeed = start;
            while (lineFeed < content.length && content[lineFeed] != '\n') {
                lineFeed++;
            }
            boolean crlf = lineFeed < content.length && lineFeed > start && content[lineFeed - 1] == '\r';
            try {
                ResourceRecord record = readLine(content, start, crlf ? lineFeed - 1 : lineFeed);
                if (record != null) {
                    records.add(record);
                    lines.add(number);
                }
            } catch (BadLineException e) {
                problems.add(number, e.problem());
            }
            start = lineFeed + 1;
        }
    }

    private static @Nullable ResourceRecord readLine(byte[] content, int from, int to) throws BadLineException {
        if (to - from > MAX_LINE_OCTETS) {
            throw new BadLineException("at most " + MAX_LINE_OCTETS + " octets in a line", content, from, to);
        }
        String line = text(content, from, to);
        if (line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw new BadLineException("text without control characters", content, from, to);
        }
        return TableLine.parse(line);
    }

    private static String text(byte[] content, int from, int to) throws BadLineException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadLineException("text in UTF-8", content, from, to);
        }
    }

    private static boolean startsWithMark(byte[] content) {
        return content.length >= BYTE_ORDER_MARK.length
                && content[0] == BYTE_ORDER_MARK[0]
                && content[1] == BYTE_ORDER_MARK[1]
                && content[2] == BYTE_ORDER_MARK[2];
    }
}
