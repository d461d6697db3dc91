package org.hedgerow.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The image of the {@code hedgerow} program, of the jar that was built just now: the last stage of the Dockerfile that
 * users have, on another base.
 */
final class HedgerowImage {
    private static final String LAST_STAGE = "FROM runtime\n";
    private static final String JAR = "target/hedgerow.jar";

    private final Images images;
    private final JreImage base;

    HedgerowImage(Images images, JreImage base) {
        this.images = images;
        this.base = base;
    }

    /** Builds it for this run, which removes it again, for the next run has a jar of its own. */
    String build(Run run) throws IOException {
        Path cli = Path.of(System.getProperty("hedgerow.cli"));
        String name = "hedgerow-cluster-program:" + run.pid() + "-" + run.started();
        images.build(
                name,
                lastStage(Files.readString(cli.resolve("Dockerfile"))),
                Map.of(JAR, cli.resolve(JAR)),
                run.label());
        return name;
    }

    private String lastStage(String dockerfile) throws IOException {
        int start = dockerfile.indexOf(LAST_STAGE);
        if (start < 0) {
            throw new IOException("expected a stage \"FROM runtime\", found " + dockerfile);
        }
        return "FROM " + base.name() + "\n" + dockerfile.substring(start + LAST_STAGE.length());
    }
}
