package org.hedgerow.cli;

import org.hedgerow.dns.RateLimit;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which protocol a server speaks, and how much of it. */
final class ServedWireOptions {
    @Mixin
    private WireOption wire;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = ToRate.class,
            description = "With --wire dns: how many datagrams a second each socket sends to any one network, so that"
                    + " nobody can have it flood others; 0 is no limit, which clients on this host never have; default:"
                    + " 1000.")
    private @Nullable Integer rate;

    Wire wire() {
        return wire.wire();
    }

    /**
     * Tells options that do not go together.
     *
     * @throws ParameterException if they do not
     */
    void check(CommandLine command) {
        if (rate != null && !wire().hasDatagrams()) {
            throw new ParameterException(
                    command, "--rate limits datagrams, which --wire " + wire().text() + " has none of");
        }
    }

    WireFormat tableServer() {
        return wire().tableServer(limit());
    }

    WireFormat rootServer() {
        return wire().rootServer(limit());
    }

    private @Nullable RateLimit limit() {
        if (rate == null) {
            return RateLimit.defaults();
        }
        return rate == 0 ? null : RateLimit.defaults().withPerSecond(rate);
    }

    /** Reads a number of at least 0. */
    static final class ToRate implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[0-9]{1,6}")) {
                throw new TypeConversionException("expected a number from 0 to 999999, found \"" + text + '"');
            }
            return Integer.parseInt(text);
        }
    }
}
