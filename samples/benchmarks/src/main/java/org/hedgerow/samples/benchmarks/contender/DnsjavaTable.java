package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Replies to DNS queries from a table by dnsjava's {@code Message}, without EDNS, which the replies do not need. */
public final class DnsjavaTable {
    private final Map<Name, Record> records = new HashMap<>();

    /** Of these entries. */
    public DnsjavaTable(List<CourseTable.Entry> entries) throws IOException {
        for (CourseTable.Entry each : entries) {
            Name name = Name.fromString(each.name(), Name.root);
            records.put(name, new ARecord(name, DClass.IN, CourseTable.TTL, each.address()));
        }
    }

    /**
     * The reply to a query.
     *
     * @return null if it is no query
     */
    public byte @Nullable [] reply(ByteBuffer bytes) {
        Message query;
        try {
            query = new Message(bytes);
        } catch (IOException e) {
            return null;
        }
        Record question = query.getQuestion();
        if (question == null
                || query.getHeader().getFlag(Flags.QR)
                || query.getHeader().getOpcode() != Opcode.QUERY) {
            return null;
        }
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.AA);
        if (query.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        reply.addRecord(question, Section.QUESTION);
        Record found = records.get(question.getName());
        if (found == null) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (question.getType() == Type.A) {
            reply.addRecord(found, Section.ANSWER);
        }
        return reply.toWire();
    }
}
