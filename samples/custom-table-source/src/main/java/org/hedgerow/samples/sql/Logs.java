package org.hedgerow.samples.sql;

/** Settings of slf4j-simple, which reads them once, when the first logger is made: so they come before anything else. */
final class Logs {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logs() {}

    /** Warnings, and what becomes of the table; everything if wanted. A level set from outside by {@code -D} stays. */
    static void start(boolean verbose) {
        set("defaultLogLevel", verbose ? "debug" : "warn");
        set("log.org.hedgerow", verbose ? "debug" : "info");
        // The pool tells each failed attempt to connect, with its trace; the source tells a trouble once.
        set("log.com.zaxxer.hikari", verbose ? "debug" : "off");
        set("showDateTime", "true");
        set("dateTimeFormat", "HH:mm:ss.SSS");
        set("showThreadName", Boolean.toString(verbose));
        set("showShortLogName", "true");
    }

    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
