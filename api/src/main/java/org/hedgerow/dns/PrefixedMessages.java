package org.hedgerow.dns;

import org.hedgerow.wire.shared.KeptBytes;
import org.hedgerow.wire.shared.StreamPump;

/**
 * Cuts the chunks of a stream into messages by the length that precedes each (RFC 1035, section 4.2.2), in place where a
 * message lies within one chunk, and keeps what is not complete yet.
 */
final class PrefixedMessages implements StreamPump.Input {
    private final KeptBytes kept = new KeptBytes();
    private boolean stopped;

    /** Takes the messages as they are cut. */
    interface Messages {

        /**
         * A message, without its length; perhaps an empty one.
         *
         * @return whether to go on; otherwise the rest is kept until {@link PrefixedMessages#resume}
         */
        boolean message(byte[] bytes, int from, int to);
    }

    /** Cuts the chunk, and what was kept before it. */
    void feed(byte[] chunk, int from, int to, Messages messages) {
        if (stopped || kept.size() > 0) {
            kept.add(chunk, from, to);
            if (!stopped) {
                resume(messages);
            }
            return;
        }
        int rest = cut(chunk, from, to, messages);
        kept.add(chunk, rest, to);
    }

    /** Cuts what was kept; goes on after a stop. */
    void resume(Messages messages) {
        stopped = false;
        int from = kept.from();
        int rest = cut(kept.bytes(), from, kept.to(), messages);
        kept.skip(rest - from);
    }

    @Override
    public boolean hasPartial() {
        return !stopped && kept.size() > 0;
    }

    @Override
    public int buffered() {
        return kept.capacity();
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void clear() {
        kept.clear();
        stopped = false;
    }

    private int cut(byte[] bytes, int from, int to, Messages messages) {
        int start = from;
        while (!stopped && to - start >= DnsWriter.PREFIX) {
            int end = start + DnsWriter.PREFIX + DnsHeader.u16(bytes, start);
            if (end > to) {
                break;
            }
            stopped = !messages.message(bytes, start + DnsWriter.PREFIX, end);
            start = end;
        }
        return start;
    }
}
