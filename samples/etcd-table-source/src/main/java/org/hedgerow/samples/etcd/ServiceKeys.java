package org.hedgerow.samples.etcd;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.hedgerow.record.DomainName;

/**
 * Names as keys of etcd: below a prefix, the labels from the last to the first with {@code /} between them, so that
 * {@code x1.example.com} is {@code /skydns/com/example/x1}.
 *
 * @param prefix begins with a slash and does not end with one, as {@code /skydns}
 */
record ServiceKeys(String prefix) {
    /** Below the prefix of CoreDNS. */
    static final String DEFAULT_PREFIX = "/skydns";

    /**
     * Normalises the prefix, which may do without its first slash, and with a last one.
     *
     * @throws IllegalArgumentException if there is nothing in it
     */
    ServiceKeys {
        String bare = prefix.replaceAll("^/+|/+$", "");
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("expected a prefix as " + DEFAULT_PREFIX + ", found \"" + prefix + '"');
        }
        prefix = '/' + bare;
    }

    /** What the keys of all names begin with. */
    String all() {
        return prefix + '/';
    }

    /**
     * The name that a key is for. A slash at its end means nothing to that.
     *
     * @throws IllegalArgumentException if it is for none; the message says what was expected
     */
    DomainName nameOf(String key) {
        String path = key.substring(all().length());
        List<String> labels =
                Arrays.asList((path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1));
        if (labels.stream().anyMatch(label -> label.contains("."))) {
            throw new IllegalArgumentException(
                    "expected labels without dots between slashes, found " + Quoted.of(path));
        }
        Collections.reverse(labels);
        return DomainName.of(String.join(".", labels));
    }

    /**
     * The key of a name.
     *
     * @throws IllegalArgumentException if it has labels that no key can have
     */
    String keyOf(DomainName name) {
        String text = name.toString().toLowerCase(Locale.ROOT);
        if (name.isRoot() || text.contains("\\") || text.contains("/")) {
            throw new IllegalArgumentException("expected a name that can be a key, found " + Quoted.of(text));
        }
        List<String> labels = Arrays.asList(text.split("\\.", -1));
        Collections.reverse(labels);
        return all() + String.join("/", labels);
    }
}
