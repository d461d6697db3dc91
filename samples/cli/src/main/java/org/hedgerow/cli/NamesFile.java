package org.hedgerow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.PrintableText;

/** The file of names to ask for: one a line, blank lines mean nothing. */
final class NamesFile {
    private static final int MAX_PROBLEMS = 20;

    private NamesFile() {}

    /** Reads the file. Blocks. */
    static List<DomainName> read(Path file) throws CliException {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw CliException.cannotRead(file, e);
        }
    }

    /**
     * Reads what a file holds.
     *
     * @param source what problems call the file
     */
    static List<DomainName> parse(String source, byte[] content) throws CliException {
        List<DomainName> names = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 1;
        for (int start = 0, end; start < content.length; start = end + 1, number++) {
            end = lineEnd(content, start);
            int from = start;
            int to = end;
            while (from < to && isBlank(content[from])) {
                from++;
            }
            while (from < to && isBlank(content[to - 1])) {
                to--;
            }
            DomainName name = DomainName.tryParse(content, from, to);
            if (name != null) {
                names.add(name);
            } else if (from < to) {
                problems.add(source + ":" + number + ": expected a domain name, found \""
                        + PrintableText.of(content, from, to) + '"');
            }
        }
        if (!problems.isEmpty()) {
            throw new CliException(message(problems));
        }
        return names;
    }

    private static int lineEnd(byte[] content, int from) {
        int end = from;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r';
    }

    private static String message(List<String> problems) {
        List<String> told = problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS));
        int more = problems.size() - told.size();
        return String.join("\n", told) + (more > 0 ? "\nand " + more + " more" : "");
    }
}
