package org.hedgerow.testkit;

/** One theme of {@link TransportContract}; an interface, so that a single subclass inherits the tests of all. */
interface TransportTests {

    /** What this test works with. */
    TransportBench bench();
}
