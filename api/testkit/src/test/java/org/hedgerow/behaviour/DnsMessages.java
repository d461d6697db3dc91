package org.hedgerow.behaviour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** DNS messages for tests, written and read by another implementation. */
final class DnsMessages {
    private DnsMessages() {}

    /** A message that has nothing but a question. */
    static Message question(int id, String name, int type, int dclass) {
        Message question = new Message(id);
        question.addRecord(Record.newRecord(name(name), type, dclass), Section.QUESTION);
        return question;
    }

    /** A query with RD and without EDNS. */
    static Message query(int id, String name, int type) {
        Message query = question(id, name, type, DClass.IN);
        query.getHeader().setFlag(Flags.RD);
        return query;
    }

    /** The same with EDNS. */
    static Message query(int id, String name, int type, int payload) {
        Message query = query(id, name, type);
        query.addRecord(new OPTRecord(payload, 0, 0), Section.ADDITIONAL);
        return query;
    }

    /** The reply to a query, with its question as it is spelled there and these records, {@code Name TTL IN Type Value}. */
    static Message reply(byte[] query, int rcode, String... answers) {
        Message asked = parse(query);
        Message reply = new Message(asked.getHeader().getID());
        Header header = reply.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.RD);
        header.setRcode(rcode);
        reply.addRecord(asked.getQuestion(), Section.QUESTION);
        Arrays.stream(answers).map(DnsMessages::record).forEach(each -> reply.addRecord(each, Section.ANSWER));
        return reply;
    }

    /** The bytes of a reply, whose one record is these. */
    static byte[] withRecord(byte[] query, byte[] head, byte[] data) {
        byte[] question = reply(query, 0).toWire();
        byte[] reply = Arrays.copyOf(question, question.length + head.length + data.length);
        System.arraycopy(head, 0, reply, question.length, head.length);
        System.arraycopy(data, 0, reply, question.length + head.length, data.length);
        reply[7] = 1; // one answer
        return reply;
    }

    static Message with(Message message, int section, String... records) {
        Arrays.stream(records).map(DnsMessages::record).forEach(each -> message.addRecord(each, section));
        return message;
    }

    static Record record(String text) {
        String[] fields = text.split(" ", 5);
        try {
            return Record.fromString(
                    name(fields[0]), Type.value(fields[3]), DClass.IN, Long.parseLong(fields[1]), fields[4], Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Message parse(byte[] message) {
        try {
            return new Message(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records of a section, each as {@code Name TTL IN Type Value}. */
    static List<String> texts(Message message, int section) {
        return message.getSection(section).stream()
                .filter(each -> each.getType() != Type.OPT)
                .map(each -> each.getName() + " " + each.getTTL() + " IN " + Type.string(each.getType()) + " "
                        + each.rdataToString())
                .toList();
    }

    /** The extended error of a reply; -1 if it has none. */
    static int extendedError(Message reply) {
        OPTRecord opt = reply.getOPT();
        return opt == null
                ? -1
                : opt.getOptions().stream()
                        .filter(ExtendedErrorCodeOption.class::isInstance)
                        .mapToInt(each -> ((ExtendedErrorCodeOption) each).getErrorCode())
                        .findFirst()
                        .orElse(-1);
    }

    /** The message as it is on a stream. */
    static byte[] prefixed(byte[] message) {
        byte[] bytes = new byte[message.length + 2];
        bytes[0] = (byte) (message.length >> 8);
        bytes[1] = (byte) message.length;
        System.arraycopy(message, 0, bytes, 2, message.length);
        return bytes;
    }
}
