package org.hedgerow.cluster;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** The container engine and the images in it, for all tests of this run. */
final class Engine implements AutoCloseable {
    private static final String MISSING = "No container engine answers. Start one (Debian: apt-get install docker.io;"
            + " dockerd) and run these tests by mvn -B verify -pl samples/cluster-tests -am; see"
            + " samples/cluster-tests/README.md";

    private final Run run = Run.current();
    private final DockerClient client;
    private final Images images;
    private final JreImage jre;
    private final String hedgerow;
    private String etcdProgram;

    private Engine(DockerClient client) throws IOException {
        this.client = client;
        new Leftovers(client).ofOthers();
        images = new Images(client);
        jre = new JreImage(images);
        hedgerow = new HedgerowImage(images, jre).build(run);
    }

    /** The engine; skips the test if there is none, or fails it where there must be one. */
    static Engine of(ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(Engine.class))
                .getOrComputeIfAbsent(Engine.class, key -> open(), Engine.class);
    }

    private static Engine open() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            // Else it would be in the reports alone, for which a build that succeeds sends nobody.
            LoggerFactory.getLogger(Engine.class).warn(MISSING);
            missing(MISSING);
        }
        try {
            return new Engine(DockerClientFactory.instance().client());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test that cannot run, or fails it where it has to. */
    static void missing(String what) {
        if (Boolean.getBoolean("hedgerow.containers.required")) {
            fail(what);
        }
        abort(what);
    }

    DockerClient client() {
        return client;
    }

    Run run() {
        return run;
    }

    /** The image of the program. */
    String hedgerow() {
        return hedgerow;
    }

    /** The image of {@code hedgerow-etcd}, which few tests need. */
    synchronized String etcdProgram() throws IOException {
        if (etcdProgram == null) {
            etcdProgram = new EtcdProgramImage(images, jre).build(run);
        }
        return etcdProgram;
    }

    ScratchImage scratch() {
        return new ScratchImage(images);
    }

    /** Removes what is left of this run: its image of the program. */
    @Override
    public void close() {
        List<String> left = new Leftovers(client).of(run);
        left.removeIf(each -> each.startsWith("image "));
        if (!left.isEmpty()) {
            throw new IllegalStateException("left behind: " + left);
        }
    }
}
