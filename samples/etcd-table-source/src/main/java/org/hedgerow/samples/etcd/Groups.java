package org.hedgerow.samples.etcd;

import java.util.List;

/**
 * Which services are in one answer, by their groups ({@code msg.Group} of CoreDNS): the group of the first and shortest key
 * is that of the answer, and those of other groups are left out, but those of none; where keys as short as that disagree,
 * all are in it.
 */
final class Groups {
    private Groups() {}

    /** Those that are in one answer, of services in the order of their keys. */
    static List<Entry> select(List<Entry> entries) {
        Entry deciding = entries.get(0);
        for (Entry each : entries) {
            if (each.depth() < deciding.depth()) {
                if (each.service().group().isEmpty()) {
                    break;
                }
                deciding = each;
            }
        }
        String group = deciding.service().group();
        int depth = deciding.depth();
        if (group.isEmpty() || entries.stream().anyMatch(each -> each.depth() == depth && !isIn(group, each))) {
            return entries;
        }
        return entries.stream().filter(each -> isIn(group, each)).toList();
    }

    private static boolean isIn(String group, Entry entry) {
        String own = entry.service().group();
        return own.isEmpty() || own.equals(group);
    }
}
