package org.hedgerow.cluster;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * Turns an image that is not there into a failure at once, but for the one that {@code -Dit.base} names. Named in {@code
 * testcontainers.properties}.
 */
public final class NeverPull implements ImagePullPolicy {
    /** Testcontainers makes one. */
    public NeverPull() {}

    @Override
    public boolean shouldPull(DockerImageName image) {
        String name = image.asCanonicalNameString();
        try {
            DockerClientFactory.instance().client().inspectImageCmd(name).exec();
            return false;
        } catch (NotFoundException e) {
            if (name.equals(System.getProperty("it.base"))) {
                return true;
            }
            throw new IllegalStateException(
                    "the engine has no image " + name + ", and no image is pulled but the one that -Dit.base names", e);
        }
    }
}
