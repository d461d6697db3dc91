package org.hedgerow.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * What a table has to answer, worked out the slow way from maps and text, step by step as RFC 1034, section 4.3.2, and RFC
 * 4592 tell it. Answers are the text that {@link Tables#text} makes.
 */
final class NaiveTable {
    private final Map<String, Map<RecordType, List<ResourceRecord>>> owners = new LinkedHashMap<>();

    NaiveTable(List<ResourceRecord> records) {
        for (ResourceRecord each : records) {
            List<ResourceRecord> set = owners.computeIfAbsent(key(each), name -> new LinkedHashMap<>())
                    .computeIfAbsent(each.type(), type -> new ArrayList<>());
            int ttl =
                    set.isEmpty() ? each.ttl() : Math.min(each.ttl(), set.get(0).ttl());
            if (set.stream().noneMatch(known -> known.data().equals(each.data()))) {
                set.add(each);
            }
            set.replaceAll(any -> new ResourceRecord(any.name(), any.type(), ttl, any.data()));
        }
    }

    private static String key(ResourceRecord record) {
        return key(record.name().toString());
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    String find(Question question) {
        List<ResourceRecord> aliases = new ArrayList<>();
        List<String> visited = new ArrayList<>();
        String name = question.name().toString();
        while (true) {
            String key = key(name);
            Map<RecordType, List<ResourceRecord>> sets = source(key);
            boolean isForeign = hasZones() && zone(key) == null;
            if (sets == null || (sets.isEmpty() && isForeign)) {
                if (!aliases.isEmpty() && zone(key) == null) {
                    return text(aliases, List.of());
                }
                return isForeign ? "ELSEWHERE" : negative("NO_SUCH_NAME", aliases, key);
            }
            boolean any = question.type().equals(RecordType.ANY);
            // RFC 4035, sections 2.5 and 3.1: what is beside an alias is asked of the alias itself.
            boolean isAlias =
                    sets.containsKey(RecordType.CNAME) && !question.type().isAllowedBesideCname();
            if (isAlias && (visited.contains(key) || aliases.size() == 16)) {
                return text(aliases, List.of());
            }
            if (isAlias && (any || !sets.containsKey(question.type()) || !aliases.isEmpty())) {
                ResourceRecord alias =
                        owned(sets.get(RecordType.CNAME), key, name).get(0);
                visited.add(key);
                aliases.add(alias);
                name = ((RecordData.Host) alias.data()).name().toString();
                continue;
            }
            RecordType type = any ? best(sets) : question.type();
            if (type == null || !sets.containsKey(type)) {
                return negative("NO_SUCH_TYPE", aliases, key);
            }
            return text(aliases, owned(sets.get(type), key, name));
        }
    }

    private static RecordType best(Map<RecordType, List<ResourceRecord>> sets) {
        if (sets.containsKey(RecordType.A)) {
            return RecordType.A;
        }
        if (sets.containsKey(RecordType.AAAA)) {
            return RecordType.AAAA;
        }
        return sets.isEmpty() ? null : sets.keySet().iterator().next();
    }

    /** What the name, or the wildcard that speaks for it, has; null if neither is there. */
    private Map<RecordType, List<ResourceRecord>> source(String name) {
        if (exists(name)) {
            return owners.getOrDefault(name, Map.of());
        }
        String encloser = name;
        do {
            if (encloser.isEmpty()) {
                return null;
            }
            encloser = parent(encloser);
        } while (!exists(encloser));
        String wildcard = encloser.isEmpty() ? "*" : "*." + encloser;
        Map<RecordType, List<ResourceRecord>> sets = owners.getOrDefault(wildcard, Map.of());
        return exists(wildcard) && !sets.containsKey(RecordType.SOA) ? sets : null;
    }

    /** Whether the name has records, or an owner below it that is not cut off by being in an outer zone. */
    private boolean exists(String name) {
        if (owners.containsKey(name)) {
            return true;
        }
        for (String owner : owners.keySet()) {
            if (isWithin(owner, name) && (zone(owner) == null || isWithin(name, outermostZone(owner)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(String name, String other) {
        return other.isEmpty() || name.equals(other) || name.endsWith("." + other);
    }

    private static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private boolean hasZones() {
        return owners.values().stream().anyMatch(sets -> sets.containsKey(RecordType.SOA));
    }

    private TreeMap<Integer, String> zones(String name) {
        TreeMap<Integer, String> byLength = new TreeMap<>();
        owners.forEach((apex, sets) -> {
            if (sets.containsKey(RecordType.SOA) && isWithin(name, apex)) {
                byLength.put(apex.length(), apex);
            }
        });
        return byLength;
    }

    private String zone(String name) {
        TreeMap<Integer, String> zones = zones(name);
        return zones.isEmpty() ? null : zones.lastEntry().getValue();
    }

    private String outermostZone(String name) {
        return zones(name).firstEntry().getValue();
    }

    private List<ResourceRecord> owned(List<ResourceRecord> set, String key, String spelled) {
        return owners.containsKey(key)
                ? set
                : set.stream()
                        .map(each -> each.withName(DomainName.of(spelled)))
                        .toList();
    }

    private String negative(String kind, List<ResourceRecord> aliases, String name) {
        List<ResourceRecord> all = new ArrayList<>(aliases);
        String apex = zone(name);
        if (apex != null) {
            ResourceRecord soa = owners.get(apex).get(RecordType.SOA).get(0);
            int minimum = ((RecordData.Soa) soa.data()).minimum();
            all.add(new ResourceRecord(soa.name(), soa.type(), Math.min(soa.ttl(), minimum), soa.data()));
        }
        return kind + (all.isEmpty() ? "" : ": " + Tables.text(all));
    }

    private static String text(List<ResourceRecord> aliases, List<ResourceRecord> records) {
        List<ResourceRecord> all = new ArrayList<>(aliases);
        all.addAll(records);
        return Tables.text(all);
    }
}
