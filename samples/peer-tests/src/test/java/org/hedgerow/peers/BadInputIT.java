package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What nobody who means well would send. After all of it the server still answers. */
class BadInputIT extends PeerFixture {
    private static final int DATAGRAMS = 5000;
    private static final int STREAMS = 500;
    private static final int LONGEST = 600;
    private static final int MAX_MESSAGE = 65_535;

    private ResolverServer server;

    private void start(String transport) throws IOException {
        server = tableServer(transport(transport), Zones.princeton().table());
    }

    private void stillAnswers() throws Exception {
        assertThat(Tool.dig(server.address(), "www.princeton.edu").lines())
                .containsExactly("Www.princeton.edu. 300 IN A 128.1.1.4");
        assertThat(Tool.dig(server.address(), "+tcp", "alias.princeton.edu").lines())
                .hasSize(2);
    }

    private static byte[] query() throws IOException {
        return PlainClient.query(PlainClient.name("www.princeton.edu"), Type.A).toWire();
    }

    private static byte[] prefixed(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    /** Half of them random, half of them queries with some octets changed, cut or added; ids are below {@link #probe}'s. */
    private static byte[] bad(Random random) throws IOException {
        byte[] bad;
        if (random.nextBoolean()) {
            bad = new byte[random.nextInt(LONGEST)];
            random.nextBytes(bad);
        } else {
            byte[] query = query();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                query[random.nextInt(query.length)] = (byte) random.nextInt();
            }
            bad = Arrays.copyOf(query, random.nextInt(2 * query.length));
        }
        if (bad.length > 0) {
            bad[0] &= 0x7F;
        }
        return bad;
    }

    /** A query whose reply is not taken for that to something bad. */
    private static byte[] probe() throws IOException {
        byte[] query = query();
        query[0] |= (byte) 0x80;
        return query;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void datagramsAtRandom(String transport) throws Exception {
        start(transport);
        Random random = new Random(1);
        try (PlainClient client = new PlainClient(server.address())) {
            for (int i = 0; i < DATAGRAMS; i++) {
                client.send(bad(random));
                if (i % 50 == 0) { // or the system drops some
                    assertThat(client.answerTo(probe()).getRcode()).isEqualTo(Rcode.NOERROR);
                }
            }
        }
        assertThat(server.totals().invalid()).isGreaterThan(DATAGRAMS / 4);
        stillAnswers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void streamsAtRandom(String transport) throws Exception {
        start(transport);
        Random random = new Random(2);
        for (int i = 0; i < STREAMS; i++) {
            try (RawClient client = RawClient.connect(server.address())) {
                byte[] bad = bad(random);
                client.send(random.nextBoolean() ? prefixed(bad) : bad);
                client.shutdownOutput();
                drain(client);
            } catch (SocketException reset) {
                // is an answer, too
            }
        }
        await().atMost(LIMIT).until(() -> server.connections() == 0);
        assertThat(server.accepted()).isEqualTo(STREAMS);
        stillAnswers();
    }

    private static void drain(RawClient client) throws IOException {
        client.input().readAllBytes();
    }

    /** Nothing, half a length, a length alone, and half a message: all over when the client has no more to say. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatEndsTooEarly(String transport) throws Exception {
        start(transport);
        byte[] whole = prefixed(query());
        for (int length : new int[] {0, 1, 2, 3, 13, whole.length - 1}) {
            try (RawClient client = RawClient.connect(server.address())) {
                client.send(Arrays.copyOf(whole, length));
                client.shutdownOutput();
                assertThat(client.input().readAllBytes()).isEmpty();
            }
        }
        assertThat(server.totals().questions()).isZero();
        stillAnswers();
    }

    /** A question that is whole is answered, though another begins behind it and does not end. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatIsWholeIsAnsweredBeforeWhatEndsTooEarly(String transport) throws Exception {
        start(transport);
        byte[] whole = prefixed(query());
        try (RawClient client = RawClient.connect(server.address())) {
            client.send(whole);
            client.send(Arrays.copyOf(whole, 5));
            client.shutdownOutput();
            byte[] replies = client.input().readAllBytes();
            assertThat(ByteBuffer.wrap(replies).getShort()).isEqualTo((short) (replies.length - 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void messagesOfNothing(String transport) throws Exception {
        start(transport);
        try (RawClient client = RawClient.connect(server.address())) {
            client.send(new byte[2]);
            client.send(prefixed(query()));
            assertThat(readToEnd(client)).isEmpty();
        }
        try (PlainClient client = new PlainClient(server.address())) {
            client.send(new byte[0]);
            assertThat(client.answerTo(query()).getRcode()).isEqualTo(Rcode.NOERROR);
        }
        assertThat(server.totals().invalid()).isEqualTo(2);
        stillAnswers();
    }

    /** What the client is sent until the connection ends, be it by a reset. */
    private static byte[] readToEnd(RawClient client) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[LONGEST];
        try {
            InputStream input = client.input();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                read.write(buffer, 0, count);
            }
        } catch (SocketException reset) {
            // and that is all
        }
        return read.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void theLongestMessages(String transport) throws Exception {
        start(transport);
        Message query = PlainClient.query(PlainClient.name("www.princeton.edu"), Type.A);
        query.removeAllRecords(Section.ADDITIONAL);
        int rest = MAX_MESSAGE - query.toWire().length - 11 - 4;
        query.addRecord(
                new OPTRecord(1232, 0, 0, 0, new GenericEDNSOption(65_001, new byte[rest])), Section.ADDITIONAL);
        byte[] longest = query.toWire();
        assertThat(longest).hasSize(MAX_MESSAGE);
        try (RawClient client = RawClient.connect(server.address())) {
            for (int i = 0; i < 3; i++) {
                client.send(prefixed(longest));
                assertThat(receive(client).getRcode()).isEqualTo(Rcode.NOERROR);
            }
            byte[] zeros = new byte[MAX_MESSAGE];
            client.send(prefixed(zeros));
            assertThat(receive(client).getRcode()).isEqualTo(Rcode.FORMERR);
        }
        stillAnswers();
    }

    private static Message receive(RawClient client) throws IOException {
        byte[] prefix = client.input().readNBytes(2);
        return new Message(client.input().readNBytes(ByteBuffer.wrap(prefix).getShort() & 0xFFFF));
    }

    /** A name that points to itself, to one that points back, and forward. Of what is no OPT not even the name is read. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void compressionLoopsInAQuery(String transport) throws Exception {
        start(transport);
        Message bare = PlainClient.query(PlainClient.name("www.princeton.edu"), Type.A);
        bare.removeAllRecords(Section.ADDITIONAL);
        int end = bare.toWire().length;
        try (PlainClient client = new PlainClient(server.address())) {
            for (int target : new int[] {end, end + 1, end + 12, 0x3FFF}) {
                for (int type : new int[] {Type.OPT, Type.TXT}) {
                    byte[] query = ByteBuffer.allocate(end + 24)
                            .put(bare.toWire())
                            .put(record(target, type))
                            .put(record(end, type))
                            .array();
                    query[11] = 2; // additional records
                    assertThat(client.answerTo(query).getRcode())
                            .isEqualTo(type == Type.OPT ? Rcode.FORMERR : Rcode.NOERROR);
                }
            }
            byte[] inQuestion = query();
            inQuestion[12] = (byte) 0xC0;
            inQuestion[13] = 12;
            assertThat(client.answerTo(inQuestion).getRcode()).isEqualTo(Rcode.FORMERR);
        }
        stillAnswers();
    }

    /** A record without data, whose name points there. */
    private static byte[] record(int target, int type) {
        return ByteBuffer.allocate(12)
                .putShort((short) (0xC000 | target))
                .putShort((short) type)
                .array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void compressionLoopsInAReply(String transport) throws Exception {
        HeldUpstream upstream = closeLater(new HeldUpstream());
        RemoteResolver resolver = remote(transport(transport), DnsFormat.standard(), upstream.address());
        var answer = resolver.lookup(Question.of(DomainName.of("www.example"), RecordType.MX), LIMIT);
        HeldUpstream.Query query = upstream.take();
        Message reply = query.reply(Rcode.NOERROR);
        byte[] bare = reply.toWire();
        ByteBuffer looped = ByteBuffer.allocate(bare.length + 16)
                .put(bare)
                .putShort((short) 0xC00C)
                .putShort((short) Type.MX)
                .putShort((short) 1)
                .putInt(300)
                .putShort((short) 4)
                .putShort((short) 1);
        looped.putShort((short) (0xC000 | looped.position()));
        looped.putShort(6, (short) 1);
        upstream.send(looped.array(), query.client());
        Failed failed = (Failed) answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(failed.reason()).isEqualTo(Failed.Reason.BAD_REPLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void responsesAreNotRepliedTo(String transport) throws Exception {
        start(transport);
        Message response = PlainClient.query(PlainClient.name("www.princeton.edu"), Type.A);
        response.getHeader().setFlag(Flags.QR);
        try (PlainClient client = new PlainClient(server.address())) {
            client.send(response.toWire());
            byte[] query = query();
            client.send(query);
            byte[] reply = client.receive();
            assertThat(new Message(reply).getHeader().getID())
                    .isEqualTo(new Message(query).getHeader().getID());
            assertThat(client.hasNothing()).isTrue();
        }
        try (RawClient client = RawClient.connect(server.address())) {
            client.send(prefixed(response.toWire()));
            assertThat(readToEnd(client)).isEmpty();
        }
        stillAnswers();
    }

    /** An octet every half second: cut when the time of a question is over, not when the client has no more to send. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whoSendsSlowlyIsCutOffWhenTheTimeOfAQuestionIsOver(String transport) throws Exception {
        ManualTicker ticker = new ManualTicker();
        Transport moving = transport(transport, options().withLanes(1).withTicker(ticker));
        ticker.drive(moving);
        server = serve(ResolverServer.builder()
                .transport(moving)
                .wire(DnsFormat.standard().authoritative())
                .listening(ListenOptions.defaults())
                .resolver(TableResolver.of(Zones.princeton()::table)));
        byte[] query = prefixed(query());
        try (Socket client = new Socket()) {
            client.connect(server.address());
            client.setSoTimeout((int) LIMIT.toMillis());
            OutputStream output = client.getOutputStream();
            output.write(query[0]);
            await().atMost(LIMIT).until(() -> moving.usage().timers() == 1);
            Duration step = Duration.ofMillis(500);
            for (int i = 1; i < 9; i++) {
                output.write(query[i]);
                ticker.advance(step);
            }
            ticker.advance(step.minusMillis(1));
            stillAnswers();
            assertThat(server.totals().invalid()).isZero();
            ticker.advance(Duration.ofMillis(1));
            assertThat(end(client)).isTrue();
        }
        assertThat(server.totals().invalid()).isEqualTo(1);
        stillAnswers();
    }

    /** Whether nothing comes but the end, be it by a reset. */
    private static boolean end(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
