/** Datagrams in batches, for the event loops of {@code org.hedgerow.nio}, on Linux and JDK 22 or later. */
module org.hedgerow.nio.batched {
    requires transitive org.hedgerow.nio;
    requires static org.jspecify;

    exports org.hedgerow.nio.batched;

    provides org.hedgerow.nio.batch.BatchProvider with
            org.hedgerow.nio.batched.MessageBatchProvider;
}
