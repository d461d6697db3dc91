package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Messages that are none, at random and made on purpose. */
class BadInputIT extends BadInputFixture {
    private static final int DATAGRAMS = 5000;
    private static final int STREAMS = 500;

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
        var answer = resolver.lookup(Question.of("www.example", "MX"), LIMIT);
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
}
