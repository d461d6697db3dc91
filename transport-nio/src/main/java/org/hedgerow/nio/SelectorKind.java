package org.hedgerow.nio;

import java.nio.channels.Selector;
import java.util.Locale;

/** What the selectors of this JVM are made of, which the system property java.nio.channels.spi.SelectorProvider chooses. */
final class SelectorKind {
    private static final String SUFFIX = "selectorimpl";

    private SelectorKind() {}

    /** As {@code epoll}, {@code poll}, {@code kqueue}; the name of the class where it says none. */
    static String of(Selector selector) {
        String type = selector.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return type.endsWith(SUFFIX) ? type.substring(0, type.length() - SUFFIX.length()) : type;
    }
}
