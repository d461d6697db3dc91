package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** How one request of a client went. */
enum Outcome {
    /** It got as many octets as it asked for. */
    OK("served"),
    /** The server cut the connection (RST). */
    RESET("reset"),
    /** Nobody listens. */
    REFUSED("connection refused"),
    /** Nothing has arrived for too long. */
    TIMED_OUT("timed out"),
    /** The stream ended too early. */
    SHORT("too few octets"),
    /** More came with the last of what was asked for. */
    LONG("too many octets"),
    /** The server answered with a line of error. */
    ERROR_LINE("answered with an error"),
    /** This host had no port left to connect from. */
    NO_PORT("no local port left"),
    /** The run was over before. */
    NOT_MADE("not made in time"),
    /** Whatever else may happen to a connection. */
    OTHER("other failures");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** In words. */
    String text() {
        return text;
    }

    static Outcome of(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("reset") || message.contains("broken pipe")) {
            return RESET;
        }
        if (failure instanceof SocketTimeoutException) {
            return TIMED_OUT;
        }
        if (failure instanceof BindException
                || failure instanceof NoRouteToHostException
                || message.contains("cannot assign")) {
            return NO_PORT;
        }
        return failure instanceof ConnectException ? REFUSED : OTHER;
    }
}
