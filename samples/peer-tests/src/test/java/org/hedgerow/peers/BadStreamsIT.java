package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Streams that end too early, come slowly or are of nothing. */
class BadStreamsIT extends BadInputFixture {
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
}
