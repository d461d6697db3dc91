package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadyChannelsTest {
    private final ReadyChannels ready = new ReadyChannels();
    private final List<String> served = new ArrayList<>();
    private Selector selector;
    private Pipe pipe;

    @BeforeEach
    void open() throws IOException {
        selector = Selector.open();
        pipe = Pipe.open();
        pipe.sink().configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        pipe.sink().close();
        pipe.source().close();
        selector.close();
    }

    @Test
    void areServedOnceEachAndInTheirOrder() throws IOException {
        ready.accept(key(new Served("first", () -> {})));
        ready.accept(key(new Served("second", () -> {})));
        assertThat(served).isEmpty();
        ready.serve();
        ready.serve();
        assertThat(served).containsExactly("first", "second");
    }

    @Test
    void areForgottenThoughOneBreaksDown() throws IOException {
        ready.accept(key(new Served("first", () -> {
            throw new IllegalStateException("on purpose");
        })));
        ready.accept(key(new Served("second", () -> {})));
        assertThatThrownBy(ready::serve).hasMessage("on purpose");
        ready.serve();
        assertThat(served).containsExactly("first");
    }

    @Test
    void areNotWhatNobodyServes() throws IOException {
        ready.accept(key(null));
        ready.accept(key("a text"));
        ready.serve();
        assertThat(served).isEmpty();
    }

    /** The same key each time, for another attachment. */
    private SelectionKey key(@Nullable Object attachment) throws IOException {
        SelectionKey key = pipe.sink().register(selector, 0, attachment);
        assertThat(key.attachment()).isSameAs(attachment);
        return key;
    }

    private final class Served implements Selectable {
        private final String name;
        private final Runnable then;

        Served(String name, Runnable then) {
            this.name = name;
            this.then = then;
        }

        @Override
        public void ready() {
            served.add(name);
            then.run();
        }

        @Override
        public void loopEnds() {}
    }
}
