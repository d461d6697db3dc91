package org.hedgerow.cli;

import org.hedgerow.server.TableFormat;

/** Reads the format of table files. */
final class FormatConverter extends ChoiceConverter<TableFormat> {
    FormatConverter() {
        super(TableFormat.class);
    }
}
