package org.hedgerow.cli;

import java.nio.channels.spi.SelectorProvider;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** By which call of the system event loops wait. The JDK has a class for each on Linux, named by a property. */
enum SelectorChoice {
    EPOLL("sun.nio.ch.EPollSelectorProvider"),
    POLL("sun.nio.ch.PollSelectorProvider");

    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

    private final String provider;

    SelectorChoice(String provider) {
        this.provider = provider;
    }

    /** Has this JVM use it, from the first selector or channel on: nothing may have opened one before. */
    void use() throws CliException {
        System.setProperty(PROPERTY, provider);
        try {
            SelectorProvider used = SelectorProvider.provider();
            if (!used.getClass().getName().equals(provider)) {
                throw new CliException("this JVM uses " + used.getClass().getName() + " already");
            }
        } catch (ServiceConfigurationError e) {
            throw new CliException("this Java has no selector by " + name().toLowerCase(Locale.ROOT), e);
        }
    }

    /** Reads a choice. */
    static final class Converter implements ITypeConverter<SelectorChoice> {
        @Override
        public SelectorChoice convert(String text) {
            return switch (text) {
                case "epoll" -> EPOLL;
                case "poll" -> POLL;
                default -> throw new TypeConversionException("expected epoll or poll, found \"" + text + '"');
            };
        }
    }
}
