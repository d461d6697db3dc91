package org.hedgerow.nio.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedgerow.nio.NioTransport;
import org.hedgerow.nio.batched.MessageBatchProvider;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A run-time image (jlink) with batches in it. */
class ImageIT {
    @TempDir
    private Path directory;

    @Test
    void theModuleIsLinkedIntoAnImageThatOpensBatches() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        Path image = directory.resolve("image");
        String modules = Stream.of(MessageBatchProvider.class, NioTransport.class, Transport.class, Logger.class)
                .map(ImageIT::location)
                .collect(Collectors.joining(System.getProperty("path.separator")));
        run(
                home.resolve("bin/jlink"),
                "--module-path",
                modules,
                "--add-modules",
                "org.hedgerow.nio.batched",
                "--output",
                image.toString());
        String said = run(
                image.resolve("bin/java"),
                "--enable-native-access=org.hedgerow.nio.batched",
                "--add-modules",
                "org.hedgerow.nio.batched",
                "-cp",
                location(ImageProgram.class),
                ImageProgram.class.getName());
        assertThat(said).contains("module org.hedgerow.nio.batched: 32 by recvmmsg and sendmmsg");
    }

    private static String location(Class<?> of) {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    private static String run(Path program, String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
