package org.hedgerow.cli;

import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import picocli.CommandLine.Option;

/** Which transport moves the bytes. */
final class TransportOption {
    @Option(
            names = "--transport",
            paramLabel = "TRANSPORT",
            defaultValue = "nio",
            description = "What moves the bytes: nio (event loops) or blocking (a thread for each connection);"
                    + " default: ${DEFAULT-VALUE}.")
    private String name = "";

    String name() {
        return name;
    }

    Transport open() throws CliException {
        return open(TransportOptions.defaults());
    }

    Transport open(TransportOptions options) throws CliException {
        try {
            return Transport.named(name, options);
        } catch (IllegalArgumentException e) {
            throw new CliException(String.valueOf(e.getMessage()), e);
        }
    }
}
