package org.hedgerow.server.tables;

import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at several files shows, without reading them.
 *
 * @param stamps of each file that was looked at
 */
record Sight(Map<Path, Stamp> stamps) {

    /** Looks at these files. Blocks. */
    static Sight of(Collection<Path> files) {
        Map<Path, Stamp> stamps = new HashMap<>();
        files.forEach(file -> stamps.computeIfAbsent(file, Stamp::of));
        return new Sight(Map.copyOf(stamps));
    }

    /** Whether each of the files can be read again and again. */
    boolean isRegular() {
        return stamps.values().stream().allMatch(Stamp::isRegular);
    }

    /** How many bytes each has. */
    Map<Path, Long> sizes() {
        return Maps.transformValues(stamps, Stamp::size);
    }

    /** Those that are links. */
    List<Path> links() {
        return stamps.entrySet().stream()
                .filter(each -> each.getValue().isLink())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What has nothing in it now and had something then.
     *
     * @param all what all files are called
     */
    Optional<String> emptiedSince(Sight then, String all) {
        if (stamps.isEmpty()) {
            return then.stamps.isEmpty() ? Optional.empty() : Optional.of(all);
        }
        return then.stamps.entrySet().stream()
                .filter(each -> each.getValue().size() > 0)
                .map(Map.Entry::getKey)
                .filter(file -> stamps.containsKey(file) && stamps.get(file).size() == 0)
                .map(Path::toString)
                .min(Comparator.naturalOrder());
    }

    /** How long ago the last of the changes was, by the clocks of the file systems; never negative. */
    Duration age(Instant now) {
        Duration youngest = stamps.values().stream()
                .map(stamp -> Duration.between(stamp.changed(), now))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        return youngest.isNegative() ? Duration.ZERO : youngest;
    }
}
