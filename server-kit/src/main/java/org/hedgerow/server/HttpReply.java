package org.hedgerow.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;

/**
 * A reply of HTTP/1.1 (RFC 9112), after which the connection is closed.
 *
 * @param status the status code with its phrase, as {@code 200 OK}
 * @param type what the body is
 * @param more other header fields, each ended by CRLF
 */
record HttpReply(String status, String type, String more, String body) {
    static final String TEXT = "text/plain; charset=utf-8";

    static HttpReply of(String status, String type, String body) {
        return new HttpReply(status, type, "", body);
    }

    static HttpReply refusal(String status, String reason) {
        return of(status, TEXT, reason + '\n');
    }

    /** As it is sent; upon HEAD the body is left out, but not its length. */
    byte[] bytes(boolean withBody) {
        byte[] content = body.getBytes(UTF_8);
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length
                + "\r\nCache-Control: no-store\r\n" + more + "Connection: close\r\n\r\n";
        return withBody ? Bytes.concat(head.getBytes(UTF_8), content) : head.getBytes(UTF_8);
    }
}
