package org.hedgerow.samples.etcd;

import java.nio.charset.StandardCharsets;
import org.hedgerow.record.PrintableText;

/** Text of others in messages: what can be printed of it, cut short. */
final class Quoted {
    private Quoted() {}

    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return '"' + PrintableText.of(bytes, 0, bytes.length) + '"';
    }
}
