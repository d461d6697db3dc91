package org.hedgerow.samples.etcd;

import io.etcd.jetcd.KV;
import java.io.IOException;
import org.hedgerow.table.Table;

/**
 * All services at one revision.
 *
 * @param services may be changed, by what happens after that revision
 */
record Loaded(Services services, long revision) {
    /** Reads all keys. Blocks. */
    static Loaded load(KV kv, EtcdOptions options) throws IOException {
        Services services = new Services(options.keys());
        long revision = Pages.read(kv, options, options.keys().all(), services::put);
        return new Loaded(services, revision);
    }

    /** The table of them. */
    Table table(ServiceZones zones) {
        return Table.of(services.records(zones, revision));
    }
}
