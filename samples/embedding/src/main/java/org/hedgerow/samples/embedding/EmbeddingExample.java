package org.hedgerow.samples.embedding;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Resolver;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;

/** The root server's side without a server: asks several table servers of this host at once, from within a program. */
public final class EmbeddingExample {
    private EmbeddingExample() {}

    /** Looks a name up at the table servers that listen on these ports. */
    public static void main(String[] ports) throws InterruptedException {
        try (Transport nio = Transport.named("nio")) {
            FanOutResolver.Builder all = FanOutResolver.builder();
            for (String port : ports) {
                SocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
                all.upstream("ts" + port, RemoteResolver.of(nio, LineFormat.standard(), server));
            }
            Resolver rs = all.build();

            Answer answer = rs.lookupAndWait("www.princeton.edu"); // or lookup(...), which gives a future
            System.out.println(answer instanceof Found found ? found.first() : "unknown: " + answer);
        }
    }
}
