package org.hedgerow.samples.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hedgerow.record.ResourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All keys below the prefix at one revision. A key that says nothing is left out and told: it is one of many that many
 * programs write, and must not keep a fleet from all the others. Confined to one thread.
 */
final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final int MAX_TOLD = 3;

    private final ServiceKeys keys;
    private final Map<String, Entry> good = new TreeMap<>();
    private final Map<String, String> bad = new TreeMap<>();

    Services(ServiceKeys keys) {
        this.keys = keys;
    }

    /** The key has this value from now on. */
    void put(String key, String value) {
        try {
            good.put(key, new Entry(key, keys.nameOf(key), ServiceJson.read(value)));
            bad.remove(key);
        } catch (IllegalArgumentException e) {
            good.remove(key);
            if (!String.valueOf(e.getMessage()).equals(bad.put(key, String.valueOf(e.getMessage())))) {
                LOG.warn("left out: {}: {}", key, e.getMessage());
            }
        }
    }

    /** The key is gone. */
    void remove(String key) {
        good.remove(key);
        bad.remove(key);
    }

    /** The records of all good keys. */
    List<ResourceRecord> records(ServiceZones zones, long revision) {
        return ServiceTree.records(good.values(), zones, revision);
    }

    /** Which keys are left out and why, the first few in a line each; empty if none is. */
    Optional<String> problems() {
        List<String> lines = new ArrayList<>();
        bad.forEach((key, reason) -> {
            if (lines.size() < MAX_TOLD) {
                lines.add("left out: " + key + ": " + reason);
            }
        });
        if (bad.size() > MAX_TOLD) {
            lines.add("left out: " + (bad.size() - MAX_TOLD) + " more");
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }
}
