package org.hedgerow.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The fields of a line of text, with spaces and tabs between them and a comment behind {@code #}. A field that begins with
 * {@code "} goes on to the next one; in it blanks and {@code #} are text, and so is what stands behind a backslash anywhere
 * (RFC 1035, section 5.1). Any thread; never blocks.
 */
public final class TextFields {
    private final String line;
    private final List<String> fields = new ArrayList<>();
    private int at;

    private TextFields(String line) {
        this.line = line;
    }

    /**
     * Splits a line.
     *
     * @return the fields, with their quotes and backslashes; an unmodifiable list
     * @throws IllegalArgumentException if a quote is not closed; the message says what was expected
     */
    public static List<String> split(String line) {
        Objects.requireNonNull(line, "line");
        TextFields splitting = new TextFields(line);
        splitting.split();
        return List.copyOf(splitting.fields);
    }

    private void split() {
        while (at < line.length() && line.charAt(at) != '#') {
            if (isBlank(line.charAt(at))) {
                at++;
            } else {
                int from = at;
                if (line.charAt(at) == '"') {
                    quoted();
                } else {
                    word();
                }
                fields.add(line.substring(from, at));
            }
        }
    }

    private void word() {
        while (at < line.length() && !isBlank(line.charAt(at)) && line.charAt(at) != '#') {
            next();
        }
    }

    private void quoted() {
        int from = at++;
        while (at < line.length()) {
            if (line.charAt(at) == '"') {
                at++;
                return;
            }
            next();
        }
        throw new IllegalArgumentException(
                "expected a closing quote, found " + PrintableText.quoted(line.substring(from)));
    }

    /** Goes past a character, or past two if the first is a backslash. */
    private void next() {
        at = Math.min(line.length(), at + (line.charAt(at) == '\\' ? 2 : 1));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
