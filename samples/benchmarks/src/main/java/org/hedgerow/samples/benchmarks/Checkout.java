package org.hedgerow.samples.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where things are beside this program, if it is where it was built. */
final class Checkout {
    private Checkout() {}

    /** The program's jar or classes, in {@code samples/benchmarks/target}. */
    private static Path target() {
        try {
            Path own = Path.of(Benchmarks.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hedgerow's program. */
    static Path hedgerow() {
        return target().resolve("../../cli/target/hedgerow.jar").normalize();
    }

    /** Where each suite leaves what it has found last. */
    static Path last() {
        return target().resolve("results").normalize();
    }

    /** Where results are that belong to the sources. */
    static Path committed() {
        return target().resolve("../results").normalize();
    }
}
