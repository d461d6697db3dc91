package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.remote.RemoteResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Unbound, which asks NSD in turn, and what its replies are taken for. */
class UnboundUpstreamIT extends PeerFixture {
    private static final int PIPELINED = 5000;

    private RemoteResolver resolver;

    private void start(String transport, String configuration) throws Exception {
        start(transport, DnsFormat.standard(), configuration);
    }

    private void start(String transport, DnsFormat format, String configuration) throws Exception {
        Peer unbound = closeLater(Unbound.start(directory.resolve("unbound"), configuration));
        resolver = remote(transport(transport), format, unbound.address());
    }

    private void startWithNsd(String transport) throws Exception {
        Peer nsd = closeLater(Nsd.start(directory.resolve("nsd"), Zones.princeton()));
        // However slow the machine is, nothing is sent twice.
        DnsFormat patient = DnsFormat.standard().withRetransmission(LIMIT);
        start(transport, patient, Unbound.stub("princeton.edu", nsd.address()));
    }

    private Answer ask(String name, RecordType type) throws InterruptedException {
        return resolver.lookupAndWait(Question.of(DomainName.of(name), type), LIMIT);
    }

    /** Unbound keeps the case of what it is asked, and asks in mixed case itself if it is told to. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void recursion(String transport) throws Exception {
        startWithNsd(transport);
        assertThat(((Found) ask("wWw.princeton.edu", RecordType.A)).records())
                .extracting(Object::toString)
                .containsExactly("wWw.princeton.edu 128.1.1.4 A IN");
        assertThat(((Found) ask("alias.princeton.edu", RecordType.A)).records()).hasSize(2);
        assertThat(((Found) ask("big.princeton.edu", RecordType.TXT)).records()).hasSize(20);
        assertThat(((Found) ask("opaque.princeton.edu", RecordType.of(65280))).records())
                .extracting(each -> each.data().toString())
                .containsExactly("\\# 4 0A000001");
        NotFound noName = (NotFound) ask("nowhere.princeton.edu", RecordType.A);
        assertThat(noName.kind()).isEqualTo(NotFound.Kind.NO_SUCH_NAME);
        assertThat(noName.soa().ttl()).isBetween(0, Zone.MINIMUM);
        NotFound noType = (NotFound) ask("www.princeton.edu", RecordType.TXT);
        assertThat(noType.kind()).isEqualTo(NotFound.Kind.NO_SUCH_TYPE);
        assertThat(noType.soa()).isNotNull();
        assertThat(resolver.totals().dropped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aDeadServerBehindItIsAServerFailure(String transport) throws Exception {
        InetSocketAddress closed = Peer.freeAddress();
        start(transport, Unbound.stub("dead.example", closed));
        assertThat(((Failed) ask("www.dead.example", RecordType.A)).reason()).isEqualTo(Failed.Reason.SERVER_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoMayNotAskIsRefused(String transport) throws Exception {
        start(transport, "access-control: 127.0.0.1/32 refuse\n");
        assertThat(ask(Unbound.READY, RecordType.SOA)).isInstanceOf(Elsewhere.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void manyQuestionsAtOnce(String transport) throws Exception {
        start(transport, "local-zone: \"many.example.\" redirect\nlocal-data: \"many.example. A 192.0.2.7\"\n");
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < PIPELINED; i++) {
            answers.add(resolver.lookup(Question.of("n" + i + ".many.example"), LIMIT));
        }
        for (int i = 0; i < PIPELINED; i++) {
            Answer answer = answers.get(i).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(((Found) answer).first()).hasToString("n" + i + ".many.example 192.0.2.7 A IN");
        }
        assertThat(resolver.totals().pending()).isZero();
    }
}
