package org.hedgerow.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Builds images in the engine, without a program to do it and without pulling any. */
final class Images {
    private static final String FROM_SCRATCH = "FROM scratch\nADD root.tar /\n";

    private final DockerClient engine;

    Images(DockerClient engine) {
        this.engine = engine;
    }

    boolean has(String name) {
        try {
            engine.inspectImageCmd(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Builds an image that has these files and no others. */
    void buildFromScratch(String name, RootFilesystem files, String instructions) throws IOException {
        Path tar = Files.createTempFile("root", ".tar");
        try {
            try (OutputStream out = Files.newOutputStream(tar)) {
                files.writeTo(out);
            }
            build(name, FROM_SCRATCH + instructions, Map.of("root.tar", tar), Map.of());
        } finally {
            Files.delete(tar);
        }
    }

    /** Builds an image by the Dockerfile and these files beside it. */
    void build(String name, String dockerfile, Map<String, Path> context, Map<String, String> labels) {
        ImageFromDockerfile image = new ImageFromDockerfile(name, false)
                .withFileFromString("Dockerfile", dockerfile)
                .withBuildImageCmdModifier(build -> build.withLabels(labels).withForcerm(true));
        context.forEach(image::withFileFromPath);
        image.get();
    }
}
