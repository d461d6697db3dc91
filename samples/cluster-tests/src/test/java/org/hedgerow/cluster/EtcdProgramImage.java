package org.hedgerow.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The image of {@code hedgerow-etcd}, of the jar that was built just now. */
final class EtcdProgramImage {
    private static final String JAR = "hedgerow-etcd.jar";

    private final Images images;
    private final JreImage base;

    EtcdProgramImage(Images images, JreImage base) {
        this.images = images;
        this.base = base;
    }

    /** Builds it for this run, which removes it again, for the next run has a jar of its own. */
    String build(Run run) throws IOException {
        String name = "hedgerow-cluster-etcd-program:" + run.pid() + "-" + run.started();
        String instructions = String.join(
                "\n",
                "FROM " + base.name(),
                "COPY " + JAR + " /opt/" + JAR,
                "USER 65532:65532",
                "ENTRYPOINT [\"java\", \"-jar\", \"/opt/" + JAR + "\"]",
                "");
        images.build(name, instructions, Map.of(JAR, Path.of(System.getProperty("hedgerow.etcd.jar"))), run.label());
        return name;
    }
}
