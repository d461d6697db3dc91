package org.hedgerow.server;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.AddressText;
import org.hedgerow.DomainName;
import org.hedgerow.PrintableText;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;

/**
 * The text form of a table: a record a line, {@code Name IPaddress [Type]}, with any run of spaces and tabs between the
 * fields. The type, A or AAAA, may be left out and must fit the address. {@code #} begins a comment wherever it stands;
 * blank lines mean nothing. UTF-8, with or without a byte order mark; lines end with LF or CRLF.
 *
 * <p>A file with a bad line is refused as a whole, and all of its bad lines are told at once.
 */
public final class TableFile {
    /** How many bad lines are described; the others are counted. */
    public static final int MAX_PROBLEMS = 20;

    /** The longest line, in octets. */
    public static final int MAX_LINE_OCTETS = 4096;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Splitter FIELDS = Splitter.on(CharMatcher.anyOf(" \t")).omitEmptyStrings();

    private final String source;
    private final List<ResourceRecord> records = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int badLines;

    private TableFile(String source) {
        this.source = source;
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
        if (file.badLines > 0) {
            throw new TableFileException(file.problems, file.badLines);
        }
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
                readLine(content, start, crlf ? lineFeed - 1 : lineFeed);
            } catch (BadLineException e) {
                badLines++;
                if (badLines <= MAX_PROBLEMS) {
                    problems.add(source + ":" + number + ": " + e.getMessage());
                }
            }
            start = lineFeed + 1;
        }
    }

    private void readLine(byte[] content, int from, int to) throws BadLineException {
        if (to - from > MAX_LINE_OCTETS) {
            throw new BadLineException("at most " + MAX_LINE_OCTETS + " octets in a line", content, from, to);
        }
        String line = text(content, from, to);
        if (line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw new BadLineException("text without control characters", content, from, to);
        }
        int comment = line.indexOf('#');
        List<String> fields = FIELDS.splitToList(comment < 0 ? line : line.substring(0, comment));
        if (fields.size() == 1 || fields.size() > 3) {
            throw new BadLineException("\"Name IPaddress [Type]\"", content, from, to);
        }
        if (!fields.isEmpty()) {
            records.add(record(fields));
        }
    }

    private static ResourceRecord record(List<String> fields) throws BadLineException {
        byte[] name = fields.get(0).getBytes(StandardCharsets.UTF_8);
        DomainName owner = DomainName.tryParse(name, 0, name.length);
        if (owner == null) {
            throw new BadLineException("a domain name", fields.get(0));
        }
        InetAddress address = AddressText.parse(fields.get(1));
        if (address == null) {
            throw new BadLineException("an IPv4 or IPv6 address", fields.get(1));
        }
        ResourceRecord record = ResourceRecord.of(owner, address);
        if (fields.size() == 3
                && !RecordType.parse(fields.get(2))
                        .filter(record.type()::equals)
                        .isPresent()) {
            throw new BadLineException("type " + record.type() + ", which fits the address", fields.get(2));
        }
        return record;
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

    /** What was expected in a line, and what was found. */
    private static final class BadLineException extends Exception {
        private static final long serialVersionUID = 1;

        BadLineException(String expected, String found) {
            this(expected, found.getBytes(StandardCharsets.UTF_8));
        }

        private BadLineException(String expected, byte[] found) {
            this(expected, found, 0, found.length);
        }

        BadLineException(String expected, byte[] bytes, int from, int to) {
            super("expected " + expected + ", found \"" + PrintableText.of(bytes, from, to) + '"');
        }
    }
}
