package org.hedgerow.samples.etcd;

import org.hedgerow.record.DomainName;

/** A key and what it says. */
record Entry(String key, DomainName name, Service service) {

    /** Whether the key ends with a slash: it belongs to what is beneath its name. */
    boolean isBeneathItself() {
        return key.endsWith("/");
    }

    /** How deep in the tree of keys it is. */
    int depth() {
        return (int) key.chars().filter(each -> each == '/').count();
    }
}
