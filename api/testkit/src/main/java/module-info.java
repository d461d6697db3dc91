/**
 * What implementors of transports and of table sources run against their own, and what tests of resolvers and wire formats need: time that
 * stands still, lanes and connections without threads or sockets, and scripted peers with real sockets.
 */
module org.hedgerow.testkit {
    requires transitive org.hedgerow.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports org.hedgerow.testkit;

    // JUnit calls the tests that implementors inherit from the contracts.
    opens org.hedgerow.testkit to
            org.junit.platform.commons;
}
