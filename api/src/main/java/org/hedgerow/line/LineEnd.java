package org.hedgerow.line;

/** How a message of the line format ends. */
enum LineEnd {
    LF("\n"),
    CRLF("\r\n"),
    /** By silence. */
    BARE("");

    final byte[] bytes;

    LineEnd(String text) {
        bytes = LineText.ascii(text);
    }
}
