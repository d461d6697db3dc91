package org.hedgerow.samples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of others, and the packages of Debian that have them. */
enum Program {
    NSD("nsd", "nsd", "-v"),
    UNBOUND("unbound", "unbound", "-V"),
    DNSMASQ("dnsmasq", "dnsmasq-base", "--version"),
    DNSDIST("dnsdist", "dnsdist", "--version"),
    CC("cc", "gcc", "--version"),
    PYTHON("python3", "python3", "--version");

    private final String command;
    private final String debianPackage;
    private final String versionOption;

    Program(String command, String debianPackage, String versionOption) {
        this.command = command;
        this.debianPackage = debianPackage;
        this.versionOption = versionOption;
    }

    /** For people. */
    String text() {
        return command;
    }

    /** What to say where it is not there. */
    Optional<String> missing() {
        return find().isPresent()
                ? Optional.empty()
                : Optional.of("not installed: Debian has it in the package " + debianPackage);
    }

    /** The program's file. */
    String path() throws ContenderException {
        return find().map(Path::toString)
                .orElseThrow(() -> new ContenderException(missing().orElse(command)));
    }

    /** What it calls its version. */
    String version() throws IOException, InterruptedException {
        Optional<Path> found = find();
        if (found.isEmpty()) {
            return "not installed";
        }
        Process process = new ProcessBuilder(found.get().toString(), versionOption)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().findFirst().orElse("unknown");
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
