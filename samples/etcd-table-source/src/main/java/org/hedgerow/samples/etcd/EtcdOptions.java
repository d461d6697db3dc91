package org.hedgerow.samples.etcd;

/**
 * What a source follows, and how.
 *
 * @param access where the cluster is
 * @param keys where the names are in it
 * @param zones which names are served
 * @param pace how it goes about it
 */
record EtcdOptions(EtcdAccess access, ServiceKeys keys, ServiceZones zones, EtcdPace pace) {

    /** All names below {@code /skydns}. */
    static EtcdOptions of(EtcdAccess access) {
        return new EtcdOptions(access, new ServiceKeys(ServiceKeys.DEFAULT_PREFIX), ServiceZones.ALL, EtcdPace.DEFAULT);
    }

    EtcdOptions withAccess(EtcdAccess other) {
        return new EtcdOptions(other, keys, zones, pace);
    }

    EtcdOptions withKeys(ServiceKeys other) {
        return new EtcdOptions(access, other, zones, pace);
    }

    EtcdOptions withZones(ServiceZones other) {
        return new EtcdOptions(access, keys, other, pace);
    }

    EtcdOptions withPace(EtcdPace other) {
        return new EtcdOptions(access, keys, zones, other);
    }
}
