package org.hedgerow.peers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of others that tests run, and the packages of Debian that have them. */
enum Program {
    DIG("dig", "bind9-dnsutils"),
    KDIG("kdig", "knot-dnsutils"),
    DELV("delv", "bind9-dnsutils"),
    LDNS_KEYGEN("ldns-keygen", "ldnsutils"),
    LDNS_SIGNZONE("ldns-signzone", "ldnsutils"),
    LDNS_READ_ZONE("ldns-read-zone", "ldnsutils"),
    NAMED_COMPILEZONE("named-compilezone", "bind9-utils"),
    DNSPERF("dnsperf", "dnsperf"),
    NSD("nsd", "nsd"),
    UNBOUND("unbound", "unbound"),
    CC("cc", "gcc"),
    MUSL_GCC("musl-gcc", "musl-tools"),
    GO("go", "golang-go"),
    UNSHARE("unshare", "util-linux");

    private final String command;
    private final String debianPackage;

    Program(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** The program's file; skips the test that needs it if it is missing, or fails it where programs must be there. */
    String path() {
        Optional<Path> found = find();
        if (found.isPresent()) {
            return found.get().toString();
        }
        String missing = command + " is missing: install the package " + debianPackage + " of Debian";
        return Boolean.getBoolean("hedgerow.peers.required") ? fail(missing) : abort(missing);
    }

    private Optional<Path> find() {
        // Servers are where only root's shells look.
        Stream<String> directories =
                Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"));
        return directories
                .map(each -> Path.of(each, command))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
