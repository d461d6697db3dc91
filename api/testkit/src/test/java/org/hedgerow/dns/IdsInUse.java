package org.hedgerow.dns;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hedgerow.wire.Upstream;

/** How many ids of queries the asking side of a format has in use, wherever in it they are. */
public final class IdsInUse {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> left = new ArrayDeque<>();

    private IdsInUse() {}

    public static int of(Upstream upstream) {
        return new IdsInUse().count(upstream);
    }

    private int count(Object root) {
        int inUse = 0;
        add(root);
        while (!left.isEmpty()) {
            Object next = left.pop();
            if (next instanceof QueryIds<?> ids) {
                inUse += ids.inUse();
            } else if (next instanceof Iterable<?> all) {
                all.forEach(this::add);
            } else if (next.getClass().isArray()) {
                for (int i = 0; i < Array.getLength(next); i++) {
                    add(Array.get(next, i));
                }
            } else {
                addFields(next);
            }
        }
        return inUse;
    }

    private void addFields(Object holder) {
        for (Class<?> type = holder.getClass(); type != null && isOurs(type); type = type.getSuperclass()) {
            for (Field each : type.getDeclaredFields()) {
                if (!Modifier.isStatic(each.getModifiers()) && !each.getType().isPrimitive()) {
                    try {
                        each.setAccessible(true);
                        add(each.get(holder));
                    } catch (IllegalAccessException e) {
                        throw new LinkageError(each.toString(), e);
                    }
                }
            }
        }
    }

    private void add(Object found) {
        if (found != null && seen.add(found) && (isOurs(found.getClass()) || found instanceof Iterable<?>)) {
            left.push(found);
        } else if (found instanceof Object[]) {
            left.push(found);
        }
    }

    private static boolean isOurs(Class<?> type) {
        String name = type.getPackageName();
        return name.equals("org.hedgerow.dns") || name.startsWith("org.hedgerow.wire");
    }
}
