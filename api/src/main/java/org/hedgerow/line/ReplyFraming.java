package org.hedgerow.line;

import org.hedgerow.record.DomainName;

/**
 * Finds the replies in the bytes of a server. A line end ends a reply, but real programs leave it out, pad what they send
 * with NUL, greet, and have words of their own for a miss. So a reply of the format is taken as soon as it is complete,
 * and anything else ends, to be dropped, with LF, CR or NUL, where a reply to a name that was asked begins, or with silence.
 *
 * <p>Silence within what may still become a reply proves nothing: a part of it may be late. It is marked, and when more
 * comes, the parts together are one reply if that name was asked, or else each is one.
 */
final class ReplyFraming implements LineBuffer.Lines {
    /** What stands where the server fell silent, since no UTF-8 has this byte. */
    private static final byte[] SILENCE = {(byte) 0xFF};

    private final LineBuffer buffer = new LineBuffer();
    private final Replies replies;
    private boolean endsReplies;

    /** Takes the replies as they are found. */
    interface Replies {

        /** A reply, without its end; false, and nothing else, if it is not one of the format. */
        boolean reply(byte[] bytes, int from, int to);

        /** What is no reply of the format, and is dropped. */
        void strange(byte[] bytes, int from, int to);

        /** Whether a reply to the name may still come. */
        boolean isAsked(DomainName name);
    }

    /** What has ended of the bytes that are to be cut. */
    private enum Ended {
        NOTHING,
        /** What cannot become a reply. */
        BY_SILENCE,
        ALL
    }

    ReplyFraming(Replies replies) {
        this.replies = replies;
    }

    void feed(byte[] chunk, int from, int to) {
        buffer.feed(chunk, from, to, this);
        // A line of which only a part has come is what there mostly is, if there is anything.
        if (buffer.size() > 0 && LineText.replyEnd(buffer.bytes(), buffer.from(), buffer.to()) != LineText.UNFINISHED) {
            cutKept(Ended.NOTHING);
        }
    }

    /** Whether something has come that has not ended yet. */
    boolean hasPartial() {
        return buffer.size() > 0;
    }

    /** The server has fallen silent; whether a second, longer silence is to end what may still become a reply. */
    boolean quiet() {
        if (!hasPartial()) {
            return false;
        }
        boolean again = buffer.bytes()[buffer.to() - 1] == SILENCE[0];
        cutKept(again ? Ended.ALL : Ended.BY_SILENCE);
        if (!hasPartial()) {
            return false;
        }
        buffer.add(SILENCE, 0, 1);
        return !endsReplies;
    }

    /** Whether a reply is longer than any may be. What is too long because it is several that are none is cut instead. */
    boolean isTooLong() {
        while (buffer.size() > LineFormat.MAX_LINE_OCTETS) {
            byte[] bytes = buffer.bytes();
            int from = buffer.from();
            int last = buffer.to() - 1;
            while (last > from && bytes[last] != ' ' && bytes[last] != SILENCE[0]) {
                last--;
            }
            if (last == from) {
                return true;
            }
            buffer.skip(last - from);
            cut(bytes, from, last, Ended.ALL);
        }
        return false;
    }

    /** The connection is gone. */
    void clear() {
        buffer.clear();
        endsReplies = false;
    }

    @Override
    public boolean line(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end > from) {
            if (replies.reply(bytes, from, end)) {
                endsReplies = true;
            } else {
                cut(bytes, from, end, Ended.ALL);
            }
        }
        return true;
    }

    private void cutKept(Ended ended) {
        byte[] bytes = buffer.bytes();
        int from = buffer.from();
        int to = buffer.to();
        buffer.clear();
        buffer.add(bytes, cut(bytes, from, to, ended), to);
    }

    /** Hands over all that has ended; where the rest begins. */
    private int cut(byte[] bytes, int from, int to, Ended ended) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0 || bytes[i] == '\r') {
                cutPiece(bytes, start, i, Ended.ALL);
                start = i + 1;
            }
        }
        return cutPiece(bytes, start, to, ended);
    }

    private int cutPiece(byte[] bytes, int from, int to, Ended ended) {
        int at = from;
        while (at < to) {
            int part = silence(bytes, at, to);
            int next;
            if (part == at) {
                next = at + 1;
            } else if (part == to) {
                next = next(bytes, at, to, ended);
            } else if (LineText.replyEnd(bytes, at, part) == LineText.UNFINISHED) {
                next = nextOfParts(bytes, at, part, to, ended);
            } else {
                next = next(bytes, at, part, Ended.ALL);
            }
            if (next == at) {
                return at;
            }
            at = next;
        }
        return to;
    }

    /** Hands over what comes first; where the next begins, or {@code from} if the first has not ended. */
    private int next(byte[] bytes, int from, int to, Ended ended) {
        int replyEnd = LineText.replyEnd(bytes, from, to);
        if (replyEnd >= 0 && replies.reply(bytes, from, replyEnd)) {
            return replyEnd;
        }
        int end = replyEnd == LineText.UNFINISHED ? -1 : glued(bytes, from, to);
        if (end < 0) {
            boolean over = ended == Ended.ALL || (ended == Ended.BY_SILENCE && replyEnd != LineText.UNFINISHED);
            if (!over) {
                return from;
            }
            end = to;
        }
        drop(bytes, from, end);
        return end;
    }

    /** The same where the server fell silent in between, for the first time at {@code part}. */
    private int nextOfParts(byte[] bytes, int from, int part, int to, Ended ended) {
        byte[] joined = new byte[to - from];
        int[] places = new int[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != SILENCE[0]) {
                places[size] = i;
                joined[size++] = bytes[i];
            }
        }
        int replyEnd = LineText.replyEnd(joined, 0, size);
        if (replyEnd == LineText.UNFINISHED && ended != Ended.ALL) {
            return from;
        }
        if (replyEnd >= 0
                && isAsked(joined, 0, LineText.nameEnd(joined, 0, replyEnd))
                && replies.reply(joined, 0, replyEnd)) {
            return places[replyEnd - 1] + 1;
        }
        drop(bytes, from, part);
        return part + 1;
    }

    private void drop(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ') {
                replies.strange(bytes, from, to);
                return;
            }
        }
    }

    /** Where, in what is no reply, the next reply begins: with a name that was asked; -1 if there is none. */
    private int glued(byte[] bytes, int from, int to) {
        int nameEnd = LineText.nameEnd(bytes, from, to);
        // One that names nobody may well go on to do so: "No such name: a.edu is unknown".
        boolean named = nameEnd >= 0 && isAsked(bytes, from, nameEnd);
        while (nameEnd >= 0) {
            int word = nameEnd + 1;
            nameEnd = LineText.nameEnd(bytes, word, to);
            int start = nameEnd < 0 ? -1 : askedName(bytes, word, nameEnd);
            if (start >= 0 && (named || LineText.replyEnd(bytes, start, to) != LineText.NO_REPLY)) {
                return start;
            }
        }
        return -1;
    }

    /**
     * Where the name begins that a word ends with, to which the end of another reply may be glued; -1 if none was asked, or
     * two were. A part of a name at a dot is none: {@code www.a.edu} may be late, and is not {@code a.edu}.
     */
    private int askedName(byte[] bytes, int from, int to) {
        int found = -1;
        for (int at = to - 1; at >= from; at--) {
            if (bytes[at - 1] != '.' && isAsked(bytes, at, to)) {
                if (found >= 0) {
                    return -1;
                }
                found = at;
            }
        }
        return found;
    }

    private boolean isAsked(byte[] bytes, int from, int to) {
        DomainName name = DomainName.tryParse(bytes, from, to);
        return name != null && replies.isAsked(name);
    }

    private static int silence(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != SILENCE[0]) {
            at++;
        }
        return at;
    }
}
