package org.hedgerow.samples.concurrency;

/** A command cannot do its work; the message tells the user why, in a line for each reason. */
final class GalleryException extends Exception {
    private static final long serialVersionUID = 1;

    GalleryException(String message) {
        super(message);
    }

    GalleryException(String message, Throwable cause) {
        super(message, cause);
    }
}
