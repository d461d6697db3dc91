package org.hedgerow.server;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hedgerow.AddressText;
import org.hedgerow.DomainName;
import org.hedgerow.RecordText;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;
import org.hedgerow.TextFields;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table file: {@code Name IPaddress [Type]} or {@code Name [TTL] [IN] Type Value...}. The second field tells
 * which of them is meant, for nothing is an address and one of the others.
 */
final class TableLine {
    private static final String SHORT_FORM = "\"Name IPaddress [Type]\"";
    private static final String ADDRESS = "an IPv4 or IPv6 address";
    private static final String CLASS = "IN";
    private static final int MAX_TTL_DIGITS = 18; // of what is told from a TTL by its value

    private final String line;
    private final List<String> fields;
    private int at = 1; // the name is told apart

    private TableLine(String line, List<String> fields) {
        this.line = line;
        this.fields = fields;
    }

    /** The record of the line; null if the line is blank or a comment. */
    static @Nullable ResourceRecord parse(String line) throws BadLineException {
        try {
            List<String> fields = TextFields.split(line);
            return fields.isEmpty() ? null : new TableLine(line, fields).record();
        } catch (IllegalArgumentException e) {
            throw new BadLineException(e);
        }
    }

    private ResourceRecord record() throws BadLineException {
        if (fields.size() == 1) {
            throw new BadLineException(SHORT_FORM, line);
        }
        String second = fields.get(1);
        InetAddress address = AddressText.parse(second);
        if (address != null) {
            return shortForm(address);
        }
        if (isTtl(second) || isClass(second) || RecordType.parse(second).isPresent()) {
            return longForm();
        }
        boolean mayBeType = fields.size() > 2 && second.indexOf('.') < 0 && second.indexOf(':') < 0;
        throw new BadLineException(mayBeType ? ADDRESS + " or a record type" : ADDRESS, second);
    }

    private ResourceRecord shortForm(InetAddress address) throws BadLineException {
        if (fields.size() > 3) {
            throw new BadLineException(SHORT_FORM, line);
        }
        ResourceRecord record = ResourceRecord.of(owner(), address);
        if (fields.size() == 3
                && !RecordType.parse(fields.get(2))
                        .filter(record.type()::equals)
                        .isPresent()) {
            throw new BadLineException("type " + record.type() + ", which fits the address", fields.get(2));
        }
        return record;
    }

    private ResourceRecord longForm() throws BadLineException {
        DomainName owner = owner();
        int ttl = ttlAndClass();
        RecordType type = type();
        return new ResourceRecord(owner, type, ttl, RecordText.parse(type, fields.subList(at, fields.size())));
    }

    /** Reads TTL and class, in either order (RFC 1035, section 5.1), or one of them, or none. */
    private int ttlAndClass() throws BadLineException {
        int ttl = -1;
        boolean hasClass = false;
        for (; at < fields.size(); at++) {
            String field = fields.get(at);
            if (ttl < 0 && isTtl(field)) {
                ttl = ttl(field);
            } else if (!hasClass && isClass(field)) {
                hasClass = true;
            } else {
                break;
            }
        }
        return ttl < 0 ? ResourceRecord.DEFAULT_TTL : ttl;
    }

    private static int ttl(String field) throws BadLineException {
        long ttl = field.length() > MAX_TTL_DIGITS ? Long.MAX_VALUE : Long.parseLong(field);
        if (ttl > Integer.MAX_VALUE) {
            throw new BadLineException("a TTL from 0 to " + Integer.MAX_VALUE + " seconds", field);
        }
        return (int) ttl;
    }

    private RecordType type() throws BadLineException {
        if (at == fields.size()) {
            throw new BadLineException("a record type and a value", line);
        }
        String field = fields.get(at++);
        RecordType type = RecordType.parse(field).orElse(null);
        if (type == null) {
            throw new BadLineException("a record type", field);
        }
        if (type.isMeta()) {
            throw new BadLineException("a type of records, not one of questions or messages", field);
        }
        return type;
    }

    private DomainName owner() throws BadLineException {
        byte[] name = fields.get(0).getBytes(StandardCharsets.UTF_8);
        DomainName owner = DomainName.tryParse(name, 0, name.length);
        if (owner == null || name[0] == '"') {
            throw new BadLineException("a domain name", fields.get(0));
        }
        return owner;
    }

    private static boolean isTtl(String field) {
        return field.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isClass(String field) {
        return field.equalsIgnoreCase(CLASS);
    }
}
