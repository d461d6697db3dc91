package org.hedgerow.samples.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.OptionsUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Reads keys, so many at once, and all of them at one revision. */
final class Pages {
    private static final ByteSequence BEHIND = ByteSequence.from(new byte[1]);

    private Pages() {}

    /**
     * Reads all keys that begin so, in their order. Blocks.
     *
     * @param each is handed every key and its value
     * @return the revision that they are of
     */
    static long read(KV kv, EtcdOptions options, String begin, BiConsumer<String, String> each) throws IOException {
        ByteSequence from = EtcdAccess.bytes(begin);
        ByteSequence end = OptionsUtil.prefixEndOf(from);
        long revision = 0;
        boolean more = true;
        while (more) {
            GetOption option = GetOption.builder()
                    .withRange(end)
                    .withLimit(options.pace().page())
                    .withRevision(revision)
                    .build();
            GetResponse page =
                    EtcdFailure.await(kv.get(from, option), options.access().timeout());
            // Later pages say which revision there is by then.
            revision = revision == 0 ? page.getHeader().getRevision() : revision;
            for (KeyValue pair : page.getKvs()) {
                each.accept(text(pair.getKey()), text(pair.getValue()));
                from = pair.getKey().concat(BEHIND);
            }
            more = page.isMore();
        }
        return revision;
    }

    static String text(ByteSequence bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
