package org.hedgerow.server;

import java.util.Locale;
import java.util.Set;
import org.hedgerow.record.AddressText;

/**
 * What those who mean this server call it. A page in somebody's browser can have its own name lead to an address of the
 * browser's host or network (DNS rebinding), but then its requests have that name.
 */
final class HostNames {
    private final Set<String> names; // in small letters

    HostNames(Set<String> names) {
        this.names = names;
    }

    /** Whether the {@code Host} of a request is an address, {@code localhost} or one of the names, with whatever port. */
    boolean include(String host) {
        String name = host.startsWith("[")
                ? host.substring(1, Math.max(1, host.indexOf(']')))
                : host.replaceFirst(":\\d*$", "").replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost") || names.contains(name) || AddressText.parse(name) != null;
    }
}
