package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.Answer;
import org.hedgerow.Contact;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

class LateUpstreamTest {
    private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("late.invalid", 53);

    /** Once, such a name ended the root server before it began. */
    @Test
    void itIsUnreachableUntilItsNameIsKnownAndAskedFromThenOn() throws Exception {
        try (Transport transport = Transport.named("nio")) {
            Table table = Table.builder()
                    .add(ResourceRecord.of(DomainName.of("a.edu"), InetAddress.getLoopbackAddress()))
                    .build();
            ResolverServer server = ResolverServer.builder()
                    .transport(transport)
                    .wire(DnsFormat.standard())
                    .resolver(TableResolver.of(() -> table))
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .build();
            server.start();
            AtomicReference<InetSocketAddress> address = new AtomicReference<>(UNKNOWN);
            CountDownLatch looked = new CountDownLatch(2);
            Contact late = LateUpstream.of(
                    transport,
                    DnsFormat.standard(),
                    "late.invalid",
                    () -> {
                        looked.countDown();
                        return address.get();
                    },
                    Duration.ofMillis(1));
            looked.await(); // the second time from its thread
            assertThat(ask(late)).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "unknown host: late.invalid"));
            assertThat(late.traffic()).isEqualTo(new Contact.Traffic(0, 0));
            address.set((InetSocketAddress) server.address());
            Answer answer;
            do {
                answer = ask(late);
            } while (answer instanceof Failed);
            assertThat(answer).isInstanceOf(Found.class);
            assertThat(late.traffic().heard()).isPositive();
        }
    }

    @Test
    void silenceOfAServerOfTheLineProtocolSaysNothingBeforeItIsKnownEither() {
        try (Transport transport = Transport.named("nio")) {
            Contact late = LateUpstream.of(transport, LineFormat.standard(), "late.invalid", () -> UNKNOWN);
            assertThat(late.traffic()).isNull();
        }
    }

    private static Answer ask(Contact late) {
        return late.lookup("a.edu").join();
    }
}
