package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.hedgerow.samples.support.Needed;
import org.hedgerow.testkit.RawDatagramClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much the packaged servers send to one network: this host's own, by an address that is not of the loopback. */
class DnsRateIT extends ProgramFixture {
    private static final int QUERIES = 20;

    private Inet4Address own;

    @BeforeEach
    void thereIsANetwork() throws Exception {
        own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
                .map(Inet4Address.class::cast)
                .findFirst()
                .orElse(null);
        Needed.that(own != null, "this host has no address but that of the loopback: give it one");
    }

    @Test
    void aboveTheRateClientsAreSentToStreams() throws Exception {
        JarProcess ts = start("--rate", "1");
        RawDatagramClient client = ask(ts);

        // Whether the first was answered in full or not, the next ones of this second are not.
        while (!DnsQueries.isTruncated(client.receive())) {
            client.send(DnsQueries.query(QUERIES, "amazon.com"));
        }

        ts.terminate();
        assertThat(ts.exitCode()).as("%s", ts).isZero();
        assertThat(ts.out().get(1)).matches("ts: 0 connections, .*, 0 invalid, \\d+ limited \\(graceful\\)");
    }

    @Test
    void withoutARateAllAreAnswered() throws Exception {
        JarProcess ts = start("--rate", "0");
        RawDatagramClient client = ask(ts);

        for (int i = 0; i < QUERIES; i++) {
            assertThat(DnsQueries.answers(client.receive())).isEqualTo(1);
        }

        ts.terminate();
        assertThat(ts.exitCode()).isZero();
        assertThat(ts.out().get(1)).endsWith("20 questions, 20 found, 0 missed, 0 invalid (graceful)");
    }

    private JarProcess start(String... rate) throws Exception {
        return processes.ts(
                0, "amazon.com 94.5.6.7 A\n", "--wire", "dns", "--bind", own.getHostAddress(), rate[0], rate[1]);
    }

    private RawDatagramClient ask(JarProcess ts) throws Exception {
        RawDatagramClient client = processes.closeLater(
                RawDatagramClient.bound(new InetSocketAddress(own, 0), new InetSocketAddress(own, ts.port())));
        for (int i = 0; i < QUERIES; i++) {
            client.send(DnsQueries.query(i, "amazon.com"));
        }
        return client;
    }
}
