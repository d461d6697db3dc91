package org.hedgerow.server.tables;

import java.io.IOException;

/** Tells the format of a file from its first line that means something, as {@link TableFormat#AUTO} has it. */
final class Recognition {
    private Recognition() {}

    /**
     * The format of a file that begins with these lines.
     *
     * @param hasOrigin whether it has been told what its names are relative to
     * @param isNamed whether its name tells that
     */
    static TableFormat of(LineReader lines, boolean hasOrigin, boolean isNamed) throws IOException {
        Fields fields = new Fields(FieldSyntax.TABLE);
        while (lines.next()) {
            fields.clear();
            try {
                lines.addTo(fields);
            } catch (BadLineException e) {
                continue; // the lines below may tell; this one will be complained about
            }
            if (fields.count() > 0) {
                return of(fields, hasOrigin || (isNamed && isSoa(fields)));
            }
        }
        return TableFormat.TABLE;
    }

    /** The format that a line looks like, which was split as one of a table. */
    static TableFormat of(Fields fields, boolean hasOrigin) {
        if (fields.address(0) != null || HostsReader.scopedAddress(fields) != null) {
            return TableFormat.HOSTS;
        }
        if (fields.beginsWith(0, '$') || fields.is(0, "@") || hasZoneMark(fields)) {
            return TableFormat.ZONE;
        }
        if (fields.count() == 1 || fields.address(1) != null) {
            return TableFormat.TABLE;
        }
        return hasOrigin || isAbsoluteSoa(fields) ? TableFormat.ZONE : TableFormat.TABLE;
    }

    private static boolean hasZoneMark(Fields fields) {
        for (int i = 0; i < fields.count(); i++) {
            if (fields.beginsWith(i, ';') || fields.beginsWith(i, '(')) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line is a SOA record. */
    static boolean isSoa(Fields fields) {
        int type = TypedValue.typeField(fields, 1);
        return type + 2 < fields.count() && fields.is(type, "SOA");
    }

    private static boolean isAbsoluteSoa(Fields fields) {
        int type = TypedValue.typeField(fields, 1);
        return isSoa(fields)
                && fields.endsWith(0, '.')
                && fields.endsWith(type + 1, '.')
                && fields.endsWith(type + 2, '.');
    }

    /** What problems with a file say that was taken for one of that format. */
    static String remark(TableFormat format) {
        return switch (format) {
            case AUTO -> "";
            case TABLE -> "read as a table; ";
            case HOSTS -> "read as a hosts file; ";
            case ZONE -> "read as a zone file; ";
        };
    }
}
