package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A table server of the line protocol as a course teaches it: one thread, a selector, strings and a hash map. */
@Command(name = "line-selector", description = "The line protocol from a table: a selector, strings, a hash map.")
final class LineSelector implements Callable<Integer> {
    @Mixin
    private Serving serving;

    @Parameters(index = "1", paramLabel = "TABLE")
    private Path file = Path.of("");

    @Override
    @SuppressWarnings("InfiniteLoopStatement")
    public Integer call() throws IOException {
        Map<String, String> replies = new HashMap<>();
        CourseTable.read(file).forEach(entry -> replies.put(entry.key(), entry.line()));
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(serving.address(), 1024);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            serving.ready();
            while (true) {
                selector.select();
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    if (key.attachment() instanceof LineConnection connection) {
                        connection.ready(key);
                    } else {
                        accept(server, selector, replies);
                    }
                }
            }
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector, Map<String, String> replies)
            throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new LineConnection(channel, replies));
        }
    }
}
