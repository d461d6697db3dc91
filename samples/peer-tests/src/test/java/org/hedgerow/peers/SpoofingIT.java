package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.ManualTicker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Replies of a forger, who does not see the queries, while the true server takes its time. */
class SpoofingIT extends PeerFixture {
    private static final String TRUE_ADDRESS = "192.0.2.1";
    private static final String FORGED_ADDRESS = "192.0.2.66";
    private static final int GUESSES = 5000;
    private static final int BATCH = 100;
    private static final int IDS = 1 << 16;

    private HeldUpstream upstream;
    private RemoteResolver resolver;
    private CompletableFuture<Answer> answer;
    private HeldUpstream.Query query;

    /** Asks, and has the server hold its answer. Time stands still, so that nothing is sent again. */
    private void ask(String transport) throws Exception {
        upstream = closeLater(new HeldUpstream());
        resolver = remote(
                transport(transport, options().withTicker(new ManualTicker())),
                DnsFormat.standard().withSourcePorts(8), // as many as towards a server on another host
                upstream.address());
        askAgain("www.example");
    }

    private void askAgain(String name) throws Exception {
        answer = resolver.lookup(Question.of(name), LIMIT);
        query = upstream.take();
    }

    private void theTruthIsHeard() throws Exception {
        assertThat(answer).isNotDone();
        upstream.send(query.found(TRUE_ADDRESS), query.client());
        Found found = (Found) answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(found.records()).singleElement().asString().isEqualTo("www.example 192.0.2.1 A IN");
        assertThat(resolver.totals().replies()).isEqualTo(1);
        assertThat(resolver.totals().pending()).isZero();
    }

    private void send(DatagramSocket forger, Message reply) throws Exception {
        byte[] bytes = reply.toWire();
        forger.send(new DatagramPacket(bytes, bytes.length, query.client()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoGuessesAllButTheRightIdFromAPortOfHisOwn(String transport) throws Exception {
        ask(transport);
        try (DatagramSocket forger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 1; i <= GUESSES; i++) {
                send(forger, forged(query.message().getHeader().getID() + i));
            }
        }
        theTruthIsHeard();
    }

    /** As one who writes the server's address into what he sends. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoGuessesAllButTheRightIdFromTheServersOwnAddress(String transport) throws Exception {
        ask(transport);
        for (int i = 1; i <= GUESSES; i++) {
            upstream.send(forged(query.message().getHeader().getID() + i), query.client());
            if (i % BATCH == 0) { // more at once the system would drop
                long sent = i;
                await().atMost(LIMIT).until(() -> resolver.totals().dropped() == sent);
            }
        }
        theTruthIsHeard();
        assertThat(resolver.totals().dropped()).isEqualTo(GUESSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoKnowsAllButTheServersPort(String transport) throws Exception {
        ask(transport);
        try (DatagramSocket forger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            send(forger, forged(query.message().getHeader().getID()));
        }
        theTruthIsHeard();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoKnowsAllButTheServersAddress(String transport) throws Exception {
        ask(transport);
        InetSocketAddress other =
                new InetSocketAddress("127.0.0.2", upstream.address().getPort());
        try (DatagramSocket forger = new DatagramSocket(other)) {
            send(forger, forged(query.message().getHeader().getID()));
        }
        theTruthIsHeard();
    }

    /** The right id from the right place is not enough. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoKnowsAllButTheQuestion(String transport) throws Exception {
        ask(transport);
        List<Message> forged = new ArrayList<>();
        Message noResponse = forged(query.message().getHeader().getID());
        noResponse.getHeader().unsetFlag(Flags.QR);
        forged.add(noResponse);
        Message update = forged(query.message().getHeader().getID());
        update.getHeader().setOpcode(Opcode.UPDATE);
        forged.add(update);
        Message noQuestion = forged(query.message().getHeader().getID());
        noQuestion.removeAllRecords(Section.QUESTION);
        forged.add(noQuestion);
        Message twoQuestions = forged(query.message().getHeader().getID());
        twoQuestions.addRecord(query.message().getQuestion(), Section.QUESTION);
        forged.add(twoQuestions);
        Record asked = query.message().getQuestion();
        for (Record question : List.of(
                Record.newRecord(PlainClient.name("ww2.example"), Type.A, DClass.IN),
                Record.newRecord(PlainClient.name("www.example.example"), Type.A, DClass.IN),
                Record.newRecord(asked.getName(), Type.AAAA, DClass.IN),
                Record.newRecord(asked.getName(), Type.A, DClass.CH))) {
            Message other = forged(query.message().getHeader().getID());
            other.removeAllRecords(Section.QUESTION);
            other.addRecord(question, Section.QUESTION);
            forged.add(other);
        }
        for (Message each : forged) {
            upstream.send(each, query.client());
        }
        byte[] cut = Arrays.copyOf(forged(query.message().getHeader().getID()).toWire(), 11);
        upstream.send(cut, query.client());
        upstream.send(new byte[0], query.client());
        await().atMost(LIMIT).until(() -> resolver.totals().dropped() == forged.size() + 2);
        theTruthIsHeard();
    }

    /** A server may be one that does not keep the case, so it is asked once more; a forger gains nothing by that. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoKnowsAllButTheCaseOfTheName(String transport) throws Exception {
        ask(transport);
        HeldUpstream.Query first = query;
        Message forged = forged(first.message().getHeader().getID());
        forged.removeAllRecords(Section.QUESTION);
        forged.addRecord(
                Record.newRecord(
                        PlainClient.name(
                                swapCase(first.message().getQuestion().getName().toString())),
                        Type.A,
                        DClass.IN),
                Section.QUESTION);
        upstream.send(forged, first.client());
        query = upstream.take();
        assertThat(query.message().getQuestion().getName()).hasToString("www.example.");
        assertThat(query.message().getHeader().getID()
                                == first.message().getHeader().getID()
                        && query.client().equals(first.client()))
                .isFalse();
        upstream.send(first.found(FORGED_ADDRESS), first.client());
        await().atMost(LIMIT).until(() -> resolver.totals().dropped() == 2);
        theTruthIsHeard();
    }

    private static String swapCase(String name) {
        StringBuilder swapped = new StringBuilder();
        name.chars()
                .forEach(each -> swapped.append((char)
                        (Character.isUpperCase(each) ? Character.toLowerCase(each) : Character.toUpperCase(each))));
        return swapped.toString();
    }

    /** A reply that comes when its question is over is not the reply to the next. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aReplyThatIsLateIsNobodys(String transport) throws Exception {
        ask(transport);
        HeldUpstream.Query first = query;
        answer.cancel(true);
        await().atMost(LIMIT).until(() -> resolver.totals().pending() == 0);
        askAgain("www.example");
        assertThat(query.message().getHeader().getID()
                                == first.message().getHeader().getID()
                        && query.client().equals(first.client()))
                .isFalse();
        upstream.send(first.found(FORGED_ADDRESS), first.client());
        await().atMost(LIMIT).until(() -> resolver.totals().dropped() == 1);
        theTruthIsHeard();
    }

    /** Ports, ids and spellings vary, or somebody could tell them. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatAForgerWouldHaveToGuessVaries(String transport) throws Exception {
        ask(transport);
        Set<Integer> ids = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        Set<String> spellings = new HashSet<>();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        int questions = 200;
        for (int i = 0; i < questions; i++) {
            answers.add(resolver.lookup(Question.of("n" + i + ".abcdefghijklmnopqrstuvwxyz.example"), LIMIT));
            HeldUpstream.Query each = upstream.take();
            ids.add(each.message().getHeader().getID());
            ports.add(each.client().getPort());
            spellings.add(each.message().getQuestion().getName().toString().split("\\.")[1]);
            upstream.send(each.found(TRUE_ADDRESS), each.client());
        }
        for (CompletableFuture<Answer> each : answers) {
            assertThat(each.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Found.class);
        }
        assertThat(ids).hasSizeGreaterThan(questions * 9 / 10);
        assertThat(ports).hasSizeGreaterThanOrEqualTo(8);
        assertThat(spellings).hasSizeGreaterThan(questions * 9 / 10);
        theTruthIsHeardAmongOthers(questions);
    }

    private void theTruthIsHeardAmongOthers(int others) throws Exception {
        upstream.send(query.found(TRUE_ADDRESS), query.client());
        assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Found.class);
        assertThat(resolver.totals().replies()).isEqualTo(others + 1);
    }

    private Message forged(int id) throws Exception {
        Message forged = query.found(FORGED_ADDRESS);
        forged.getHeader().setID(id % IDS);
        return forged;
    }
}
