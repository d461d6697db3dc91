package org.hedgerow.samples.etcd;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Settings of slf4j-simple, which reads them once, when the first logger is made: so they come before anything else. */
final class Logs {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    // Held, for nobody else does, and a logger that is gone forgets its level.
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private Logs() {}

    /** Warnings; everything of Hedgerow if wanted. A level set from outside by {@code -D} stays. */
    static void start(boolean verbose) {
        set("defaultLogLevel", "warn");
        set("log.org.hedgerow", verbose ? "debug" : "warn");
        // They tell each failed attempt, some with a trace; the source tells a trouble once.
        set("log.io.etcd", verbose ? "info" : "off");
        set("log.io.vertx", verbose ? "info" : "off");
        set("log.io.netty", verbose ? "info" : "off");
        GRPC.setLevel(verbose ? Level.INFO : Level.OFF);
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
