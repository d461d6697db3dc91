package org.hedgerow.testkit;

import java.io.IOException;
import org.hedgerow.transport.Binding;

/** A client that sends datagrams as fast as it can, on a thread of its own, until it is closed. */
final class Flood implements AutoCloseable {
    private final RawDatagramClient client;
    private final Thread thread = new Thread(this::send, "testkit-flood");
    private volatile boolean over;

    private Flood(RawDatagramClient client) {
        this.client = client;
    }

    /** One that is under way: a first reply has come. */
    static Flood of(Binding echoing) throws IOException {
        Flood flood = new Flood(RawDatagramClient.of(echoing.address()));
        flood.thread.start();
        try {
            flood.client.receive();
            return flood;
        } catch (IOException e) {
            flood.close();
            throw e;
        }
    }

    private void send() {
        while (!over) {
            try {
                client.send("flood");
            } catch (IOException e) {
                over = true; // what is to be shown does not depend on it
            }
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
