package org.hedgerow.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An image of one program of this system and the libraries that it needs, with nothing else, built once: the engine keeps
 * it under a hash of all that is in it.
 */
final class ScratchImage {
    private final Images images;

    ScratchImage(Images images) {
        this.images = images;
    }

    /** The name of the image that runs the program, for which a container gives the arguments. */
    String of(Path program) throws IOException {
        String file = "/bin/" + program.getFileName();
        RootFilesystem files = new RootFilesystem().file(file, program).librariesOf(List.of(program));
        String instructions = "USER 65532:65532\nENTRYPOINT [\"" + file + "\"]\n";
        String name = "hedgerow-cluster-" + program.getFileName() + ":" + files.hash(instructions);
        if (!images.has(name)) {
            images.buildFromScratch(name, files, instructions);
        }
        return name;
    }
}
