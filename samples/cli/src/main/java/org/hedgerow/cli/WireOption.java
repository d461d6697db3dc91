package org.hedgerow.cli;

import picocli.CommandLine.Option;

/** Which protocol questions and answers are in. */
final class WireOption {
    @Option(
            names = "--wire",
            paramLabel = "FORMAT",
            defaultValue = "line",
            converter = Converter.class,
            completionCandidates = Converter.class,
            description = "The protocol that is spoken: line (of the course, over TCP) or dns (over UDP and TCP);"
                    + " default: ${DEFAULT-VALUE}.")
    private Wire wire = Wire.LINE;

    Wire wire() {
        return wire;
    }

    /** Reads the name of a protocol. */
    static final class Converter extends ChoiceConverter<Wire> {
        Converter() {
            super(Wire.class);
        }
    }
}
