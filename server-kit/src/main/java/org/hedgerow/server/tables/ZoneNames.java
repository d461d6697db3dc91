package org.hedgerow.server.tables;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.record.DomainName;
import org.jspecify.annotations.Nullable;

/** Zones that files are named after: {@code example.org.zone}, {@code example.org.db}, {@code db.example.org}. */
final class ZoneNames {
    private static final Pattern FILE = Pattern.compile("db\\.(?<behind>.+)|(?<before>.+)\\.(zone|db)");

    /** Networks are often named without {@code in-addr.arpa}, and in either direction, as {@code db.127}. */
    private static final Pattern NETWORK = Pattern.compile("(.+\\.)?[0-9]+");

    private ZoneNames() {}

    /** The zone that the file is named after; null if it is not. */
    static @Nullable DomainName of(Path file) {
        Path name = file.getFileName();
        Matcher matcher = FILE.matcher(name == null ? "" : name.toString());
        if (!matcher.matches()) {
            return null;
        }
        String zone = matcher.group("behind") == null ? matcher.group("before") : matcher.group("behind");
        try {
            return NETWORK.matcher(zone).matches() ? null : DomainName.of(zone);
        } catch (IllegalArgumentException e) {
            return null; // whatever it is named after
        }
    }
}
