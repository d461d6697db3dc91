package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A zone that is signed with one key of its own.
 *
 * @param zone with its signatures and proofs
 * @param ds the DS record of the key, as a line of the zone above
 */
record SignedZone(Zone zone, String ds) {

    /**
     * Signs the zone.
     *
     * @param directory which the tools have for themselves
     * @param options of {@code ldns-signzone}, as {@code -n} for NSEC3
     */
    static SignedZone sign(Path directory, Zone zone, String... options) throws Exception {
        Files.createDirectories(directory);
        Path text = Files.writeString(directory.resolve("zone"), zone.text());
        Path signed = directory.resolve("signed");
        run(directory, List.of(Program.LDNS_KEYGEN.path(), "-a", "ECDSAP256SHA256", "-k", zone.name()));
        String key = ending(directory, ".key").toString();
        List<String> command = new ArrayList<>(List.of(Program.LDNS_SIGNZONE.path(), "-f", signed.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(text.toString(), key.substring(0, key.length() - ".key".length())));
        run(directory, command);
        String ds = Files.readString(ending(directory, ".ds")).strip();
        return new SignedZone(new Zone(zone.name(), Files.readString(signed)), ds + "\n");
    }

    /** A file of trust anchors for {@code delv}. */
    Path bindAnchor(Path file) throws IOException {
        String[] fields = ds.strip().split("\\s+");
        return Files.writeString(
                file,
                "trust-anchors { %s static-ds %s %s %s \"%s\"; };%n"
                        .formatted(fields[0], fields[3], fields[4], fields[5], fields[6]));
    }

    private static Path ending(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> each.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void run(Path directory, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(process.waitFor()).as("%s, see %s", command, directory).isZero();
    }
}
