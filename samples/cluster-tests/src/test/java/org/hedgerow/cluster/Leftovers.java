package org.hedgerow.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What runs of the tests have left in the engine: containers, networks and images of their own. */
final class Leftovers {
    private final DockerClient engine;

    Leftovers(DockerClient engine) {
        this.engine = engine;
    }

    /** What runs have left that were killed. */
    List<String> ofOthers() {
        return remove(Run::isOver);
    }

    /** What this one has left, which should be nothing. */
    List<String> of(Run run) {
        return remove(run::equals);
    }

    /** Removes what belongs to such runs, and says what that was. */
    private List<String> remove(Predicate<Run> whose) {
        List<String> removed = new ArrayList<>();
        for (Container each : engine.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Run.LABEL))
                .exec()) {
            if (belongs(each.getLabels(), whose)) {
                removed.add("container " + each.getNames()[0]);
                ignoringGone(() -> engine.removeContainerCmd(each.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec());
            }
        }
        for (Network each :
                engine.listNetworksCmd().withFilter("label", List.of(Run.LABEL)).exec()) {
            if (belongs(each.getLabels(), whose)) {
                removed.add("network " + each.getName());
                ignoringGone(() -> engine.removeNetworkCmd(each.getId()).exec());
            }
        }
        for (Image each : engine.listImagesCmd().withLabelFilter(Run.LABEL).exec()) {
            if (belongs(each.getLabels(), whose)) {
                removed.add("image " + each.getId());
                ignoringGone(() ->
                        engine.removeImageCmd(each.getId()).withForce(true).exec());
            }
        }
        return removed;
    }

    private static boolean belongs(Map<String, String> labels, Predicate<Run> whose) {
        return whose.test(Run.of(labels.get(Run.LABEL)));
    }

    private static void ignoringGone(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException | ConflictException gone) {
            // Somebody else was about to remove it, too, and may still be.
        }
    }
}
