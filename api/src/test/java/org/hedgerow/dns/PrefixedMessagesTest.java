package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixedMessagesTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final PrefixedMessages messages = new PrefixedMessages();
    private final List<String> read = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    @Test
    void areCutOctetByOctet() {
        byte[] stream = stream(50, 300);
        for (int i = 0; i < stream.length; i++) {
            messages.feed(stream, i, i + 1, this::goOn);
        }
        assertAllAreRead();
    }

    @Test
    void areCutWhereverChunksEnd() {
        for (int i = 0; i < 200; i++) {
            byte[] stream = stream(30, 1 + random.nextInt(600));
            for (int at = 0; at < stream.length; ) {
                int end = Math.min(stream.length, at + random.nextInt(1 + random.nextInt(2000)));
                messages.feed(stream, at, end, this::goOn);
                at = end;
            }
            assertAllAreRead();
        }
    }

    @Test
    void areCutWithAStopAtEach() {
        byte[] stream = stream(100, 100);
        messages.feed(stream, 0, stream.length, this::stop);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(read).hasSize(i);
            assertThat(messages.isStopped()).isTrue();
            assertThat(messages.hasPartial()).isFalse();
            messages.resume(this::stop);
        }
        messages.resume(this::stop);
        assertAllAreRead();
    }

    @Test
    void areCutWithStopsAndChunksByChance() {
        for (int i = 0; i < 300; i++) {
            byte[] stream = stream(30, 1 + random.nextInt(300));
            int at = 0;
            while (at < stream.length || messages.isStopped()) {
                if (messages.isStopped() && random.nextBoolean()) {
                    messages.resume(this::perhapsStop);
                } else {
                    int end = Math.min(stream.length, at + random.nextInt(400));
                    messages.feed(stream, at, end, this::perhapsStop);
                    at = end;
                }
            }
            assertAllAreRead();
        }
    }

    @Test
    void mayHave65535OctetsOrNone() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int length : new int[] {0, 65_535, 0, 0, 65_535, 1}) {
            add(new byte[length], stream);
        }
        byte[] octets = stream.toByteArray();
        for (int at = 0; at < octets.length; at += 1000) {
            messages.feed(octets, at, Math.min(octets.length, at + 1000), this::goOn);
        }
        assertAllAreRead();
    }

    @Test
    void haveAPartialOnlyWhileOneIsNotComplete() {
        byte[] stream = {0, 2, 'a', 'b', 0};
        for (int i = 0; i < stream.length; i++) {
            messages.feed(stream, i, i + 1, this::goOn);
            assertThat(messages.hasPartial()).isEqualTo(i != 3);
        }
        messages.clear();
        assertThat(messages.hasPartial()).isFalse();
        messages.feed(stream, 0, 4, this::goOn);
        assertThat(read).containsExactly("6162", "6162");
    }

    /** The chunk belongs to whoever feeds it, and is overwritten. */
    @Test
    void doNotKeepTheChunk() {
        byte[] chunk = {0, 3, 'a', 'b'};
        messages.feed(chunk, 0, 4, this::goOn);
        chunk[2] = 'x';
        messages.feed(new byte[] {'c'}, 0, 1, this::goOn);
        assertThat(read).containsExactly("616263");
    }

    private byte[] stream(int count, int longest) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] message = new byte[random.nextInt(longest + 1)];
            random.nextBytes(message);
            add(message, stream);
        }
        return stream.toByteArray();
    }

    private void add(byte[] message, ByteArrayOutputStream stream) {
        stream.write(message.length >> 8);
        stream.write(message.length);
        stream.writeBytes(message);
        sent.add(HexFormat.of().formatHex(message));
    }

    private void assertAllAreRead() {
        assertThat(read).as("seed " + seed).isEqualTo(sent);
        assertThat(messages.hasPartial() || messages.isStopped())
                .as("seed " + seed)
                .isFalse();
        read.clear();
        sent.clear();
    }

    private boolean goOn(byte[] bytes, int from, int to) {
        read.add(HexFormat.of().formatHex(bytes, from, to));
        return true;
    }

    private boolean stop(byte[] bytes, int from, int to) {
        goOn(bytes, from, to);
        return false;
    }

    private boolean perhapsStop(byte[] bytes, int from, int to) {
        goOn(bytes, from, to);
        return random.nextInt(3) > 0;
    }
}
