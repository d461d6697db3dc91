package org.hedgerow.samples.support;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a test takes of the machine: without it the test is skipped, or fails where it has to run. */
public final class Needed {
    private Needed() {}

    /** A program of somebody else. */
    public static void program(String command, String debianPackage) {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, command)));
        that(found, command + " is missing: install the package " + debianPackage + " of Debian");
    }

    /** Something else; if it is not there, {@code missing} says so, and what to do about it. */
    public static void that(boolean isThere, String missing) {
        if (isThere) {
            return;
        }
        if (Boolean.getBoolean("hedgerow.peers.required")) {
            fail(missing);
        }
        abort(missing);
    }
}
