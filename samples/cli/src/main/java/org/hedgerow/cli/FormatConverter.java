package org.hedgerow.cli;

import org.hedgerow.server.tables.TableFormat;

/** Reads the format of table files. */
final class FormatConverter extends ChoiceConverter<TableFormat> {
    FormatConverter() {
        super(TableFormat.class);
    }
}
