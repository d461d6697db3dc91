package org.hedgerow.dns;

import java.nio.charset.StandardCharsets;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.record.PrintableText;
import org.jspecify.annotations.Nullable;

/** The option of OPT that says why an answer is as it is (RFC 8914). */
final class ErrorOption {
    static final int CODE = 15;

    /** Bytes of the option without a text. */
    static final int BYTES = 6;

    private static final ExtendedError OTHER = ExtendedError.of(ExtendedError.OTHER);
    private static final ExtendedError NOT_READY = ExtendedError.of(ExtendedError.NOT_READY);
    private static final ExtendedError NOT_AUTHORITATIVE = ExtendedError.of(ExtendedError.NOT_AUTHORITATIVE);
    private static final ExtendedError NO_REACHABLE_AUTHORITY = ExtendedError.of(ExtendedError.NO_REACHABLE_AUTHORITY);
    private static final ExtendedError NETWORK_ERROR = ExtendedError.of(ExtendedError.NETWORK_ERROR);

    /** What replies to queries of kinds that are not served carry. */
    static final ExtendedError NOT_SUPPORTED = ExtendedError.of(ExtendedError.NOT_SUPPORTED);

    private ErrorOption() {}

    /** What a reply with this answer says of it; null if nothing. A failure's detail is for this side's people only. */
    static @Nullable ExtendedError of(Answer answer) {
        ExtendedError own = answer.extendedError();
        if (own != null) {
            return own;
        }
        if (answer instanceof Elsewhere) {
            return NOT_AUTHORITATIVE;
        }
        return answer instanceof Failed failed ? of(failed.reason()) : null;
    }

    /** A refusal never goes without one, or with that of a server that is not responsible: it says nothing of the name. */
    private static ExtendedError of(Failed.Reason reason) {
        return switch (reason) {
            case TIMEOUT, UNREACHABLE -> NO_REACHABLE_AUTHORITY;
            case BAD_REPLY -> NETWORK_ERROR;
            case REFUSED -> NOT_SUPPORTED;
            case CLOSED -> NOT_READY;
            case OVERLOADED, CANCELLED, SERVER_FAILURE -> OTHER;
        };
    }

    /** Reads the value of the option, which has so many bytes, at least two. */
    static ExtendedError read(DnsReader reader, int length) throws BadMessageException {
        int code = reader.u16();
        byte[] text = reader.bytes(length - 2);
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) {
            end--; // as some servers end it
        }
        return ExtendedError.of(code, PrintableText.of(text, 0, end));
    }

    /** Writes the option. */
    static void write(ExtendedError error, byte[] text, DnsWriter to) {
        to.u16(CODE);
        to.u16(2 + text.length);
        to.u16(error.code());
        to.octets(text, 0, text.length);
    }

    /** The text as it goes into the option. */
    static byte[] text(ExtendedError error) {
        return error.text().getBytes(StandardCharsets.UTF_8);
    }
}
