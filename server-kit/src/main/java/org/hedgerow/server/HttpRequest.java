package org.hedgerow.server;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a request of HTTP/1.x (RFC 9112), as far as a server of a few pages needs it.
 *
 * @param path without the query
 * @param hosts what the request calls this server, with the port: one, unless it breaks the rules or is of HTTP/1.0
 */
record HttpRequest(String method, String path, boolean old, List<String> hosts) {
    private static final Splitter LINES = Splitter.on(Pattern.compile("\r?\n"));
    private static final Pattern FIRST =
            Pattern.compile("([A-Za-z]+) (?:(?i:http)://([^/? ]*))?(/[^? ]*)(?:\\?[^ ]*)? HTTP/1\\.([01])");
    private static final Pattern HOST = Pattern.compile("(?i:host):[ \t]*(.*?)[ \t]*");

    /**
     * Reads it.
     *
     * @param head all lines before the empty one
     * @throws IllegalArgumentException if it is none; the message is for people
     */
    static HttpRequest parse(String head) {
        List<String> lines = LINES.splitToList(head);
        Matcher first = FIRST.matcher(lines.get(0));
        if (!first.matches()) {
            throw new IllegalArgumentException("expected a request of HTTP/1.1 for a path");
        }
        List<String> hosts = lines.stream()
                .skip(1)
                .map(HOST::matcher)
                .filter(Matcher::matches)
                .map(host -> host.group(1))
                .toList();
        String authority = first.group(2); // which counts instead (RFC 9112, section 3.2.2)
        return new HttpRequest(
                first.group(1),
                first.group(3),
                first.group(4).equals("0"),
                authority == null ? hosts : List.of(authority));
    }
}
