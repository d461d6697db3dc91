package org.hedgerow.dns;

import java.util.Arrays;
import java.util.Objects;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Question;

/**
 * Questions as DNS messages and replies as answers (RFC 1035), for what carries such messages in ways of its own, as HTTPS does
 * (RFC 8484). What comes in is read as {@link DnsFormat} reads it: strange replies are failures, and say why.
 *
 * <p>Not thread-safe; cheap enough to have one for each lane or each question.
 */
public final class DnsCodec {
    private final DnsFormat format;
    private final DnsAnswers answers = new DnsAnswers();
    private final byte[] query = new byte[DnsQuestions.MAX_OCTETS];

    private DnsCodec(DnsFormat format) {
        this.format = format;
    }

    /**
     * A codec of this format.
     *
     * @param format its {@link DnsFormat#withPayload payload} is asked for; how it carries messages does not matter
     */
    public static DnsCodec of(DnsFormat format) {
        return new DnsCodec(Objects.requireNonNull(format, "format"));
    }

    /**
     * The message of a query, with EDNS (RFC 6891).
     *
     * @param id 0 to 65,535; 0 where the carrier tells replies apart by itself
     * @throws IllegalArgumentException if the id is none of these
     */
    public byte[] query(int id, Question question) {
        Objects.requireNonNull(question, "question");
        int end = DnsQuestions.write(checked(id), question, true, format.payload(), query, 0);
        return Arrays.copyOf(query, end);
    }

    /**
     * What the reply to such a query says. One that repeats another id or question, or that is none, is {@code
     * Failed(BAD_REPLY)}; the caller decides whether to go on waiting for the right one.
     *
     * @param reply the whole message, which is not changed
     */
    public Answer answer(int id, Question question, byte[] reply) {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(reply, "reply");
        if (!isReply(checked(id), question, reply)) {
            return Failed.of(Failed.Reason.BAD_REPLY, question + ": what came is no reply to it");
        }
        return answers.read(question, reply.clone(), 0, reply.length); // because it is written to while it is read
    }

    private static boolean isReply(int id, Question question, byte[] reply) {
        return reply.length >= DnsHeader.OCTETS
                && DnsHeader.id(reply, 0) == id
                && DnsQuestions.isReply(question, reply, 0, reply.length);
    }

    private static int checked(int id) {
        if (id < 0 || id > Character.MAX_VALUE) {
            throw new IllegalArgumentException("expected an id of 0 to 65535, found " + id);
        }
        return id;
    }
}
