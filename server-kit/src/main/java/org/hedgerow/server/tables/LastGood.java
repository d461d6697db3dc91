package org.hedgerow.server.tables;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read when it last made a table. Confined to a lane. */
final class LastGood {
    private final String all;
    private Sight sight = new Sight(Map.of());
    private long octets;

    /** Nothing yet, of files that are called so all together. */
    LastGood(String all) {
        this.all = all;
    }

    void keep(Reading reading) {
        sight = reading.sight();
        octets = reading.octets();
    }

    /** A file that is being written anew looks empty at first, and a directory that is mounted does so before. */
    Optional<Exception> emptied(Reading now) {
        return now.sight()
                .emptiedSince(sight, all)
                // A file of /proc has no size that could show it.
                .or(() -> now.octets() == 0 && octets > 0 ? Optional.of(all) : Optional.empty())
                .map(what -> new TableFileException(
                        List.of(what + ": expected records, found nothing at all; a comment makes an empty table"), 1));
    }
}
