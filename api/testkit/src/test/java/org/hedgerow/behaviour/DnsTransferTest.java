package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.dns.DnsTransfer;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.UpstreamTotals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** A zone that comes in several messages. */
class DnsTransferTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SOA = "example. 300 IN SOA ns.example. mail.example. 7 2 3 4 60";
    private static final String A = "www.example. 300 IN A 192.0.2.1";
    private static final String B = "ftp.example. 300 IN A 192.0.2.2";

    private final ManualConnector lane = new ManualConnector();
    private final UpstreamTotals totals = new UpstreamTotals();
    private final Zone zone = new Zone();
    private final DnsTransfer transfer = start();

    @AfterEach
    void allIsGivenBack() {
        lane.run(transfer::cancel);
        lane.runAll();
        assertThat(lane.timers()).as("timers").isZero();
        assertThat(totals.snapshot().pending()).as("pending").isZero();
        assertThat(connection().isClosed() || connection().isClosing())
                .as("closed")
                .isTrue();
    }

    @Test
    void messagesAreHandedOverUntilTheReceiverHasAll() {
        Message query = opened();
        assertThat(query.getQuestion().getName()).hasToString("example.");
        assertThat(query.getQuestion().getType()).isEqualTo(252);
        reply(query, SOA, A);
        Message rest = bare(query, B, SOA);
        assertThat(rest.getQuestion()).as("the rest need not repeat it").isNull();
        byte[] bytes = DnsMessages.prefixed(rest.toWire());
        for (byte each : bytes) {
            connection().receive(new byte[] {each});
        }
        assertThat(zone.owners).containsExactly("example", "www.example", "ftp.example", "example");
        assertThat(zone.ended).isTrue();
        assertThat(zone.failure).isNull();
        assertThat(totals.snapshot().replies()).isEqualTo(2);
        connection().receive(bytes);
        assertThat(zone.owners).as("nothing after the end").hasSize(4);
    }

    @Test
    void severalMessagesInOneChunkAreAllRead() {
        Message query = opened();
        byte[] first = DnsMessages.prefixed(bare(query, SOA, A).toWire());
        byte[] second = DnsMessages.prefixed(bare(query, B, SOA).toWire());
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        connection().receive(both);
        assertThat(zone.owners).hasSize(4);
        assertThat(zone.failure).isNull();
    }

    @Test
    void whatBelongsToAnotherQuestionEndsIt() {
        Message query = opened();
        Message other = bare(query, SOA);
        other.getHeader().setID(query.getHeader().getID() ^ 1);
        receive(other);
        assertThat(reason()).isEqualTo(Failed.Reason.BAD_REPLY);
        assertThat(zone.owners).isEmpty();
    }

    @Test
    void aReplyToAnotherQuestionEndsIt() {
        Message query = opened();
        receive(DnsMessages.reply(
                DnsMessages.query(query.getHeader().getID(), "other.", 252).toWire(), Rcode.NOERROR));
        assertThat(reason()).isEqualTo(Failed.Reason.BAD_REPLY);
    }

    @Test
    void aMessageThatIsCutShortEndsIt() {
        Message query = opened();
        Message cut = bare(query, SOA);
        cut.getHeader().setFlag(Flags.TC);
        receive(cut);
        assertThat(reason()).isEqualTo(Failed.Reason.BAD_REPLY);
    }

    @Test
    void aMessageThatCannotBeReadEndsIt() {
        Message query = opened();
        byte[] broken = bare(query, SOA).toWire();
        broken[broken.length - 25]++; // a length of data that leads beyond the end, or a name that does
        broken[7] = 9; // answers, of which there is one
        connection().receive(DnsMessages.prefixed(broken));
        assertThat(reason()).isEqualTo(Failed.Reason.BAD_REPLY);
    }

    @Test
    void aRefusalIsSaid() {
        receive(DnsMessages.reply(opened().toWire(), Rcode.REFUSED));
        assertThat(reason()).isEqualTo(Failed.Reason.REFUSED);
        assertThat(failure().detail()).contains("REFUSED");
    }

    @Test
    void aServerFailureIsSaid() {
        receive(DnsMessages.reply(opened().toWire(), Rcode.SERVFAIL));
        assertThat(reason()).isEqualTo(Failed.Reason.SERVER_FAILURE);
    }

    @Test
    void silenceEndsItAfterAnyMessage() {
        Message query = opened();
        for (int i = 0; i < 3; i++) {
            lane.advance(PATIENCE.minusNanos(1));
            assertThat(zone.ended).isFalse();
            reply(query, SOA);
        }
        lane.advance(PATIENCE);
        assertThat(reason()).isEqualTo(Failed.Reason.TIMEOUT);
    }

    @Test
    void theEndOfTheStreamIsAFailure() {
        reply(opened(), SOA, A);
        connection().drop(new IOException("Connection reset"));
        assertThat(reason()).isEqualTo(Failed.Reason.UNREACHABLE);
    }

    @Test
    void noConnectionIsAFailure() {
        connection().refuse();
        assertThat(reason()).isEqualTo(Failed.Reason.UNREACHABLE);
    }

    @Test
    void itIsCalledOffInSilence() {
        Message query = opened();
        lane.run(transfer::cancel);
        lane.run(transfer::cancel);
        assertThat(connection().isReset()).isTrue();
        reply(query, SOA);
        assertThat(zone.owners).isEmpty();
        assertThat(zone.ended).isFalse();
    }

    @Test
    void aReceiverMayCallItOffAndMayThrow() {
        Message query = opened();
        zone.onReceived = () -> {
            throw new IllegalStateException("on purpose");
        };
        reply(query, SOA);
        assertThat(reason()).isEqualTo(Failed.Reason.BAD_REPLY);
        assertThat(failure().detail()).contains("on purpose");
    }

    @Test
    void patienceIsAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsTransfer.start(DnsFormat.standard(), context(), question(), Duration.ZERO, zone));
        connection().refuse();
    }

    private DnsTransfer start() {
        List<DnsTransfer> started = new ArrayList<>();
        lane.run(() -> started.add(DnsTransfer.start(DnsFormat.standard(), context(), question(), PATIENCE, zone)));
        return started.get(0);
    }

    private AskingContext context() {
        return AskingContext.of(lane, Endpoint.of(DnsAsking.SERVER)).withTotals(totals);
    }

    private static Question question() {
        return Question.of(DomainName.of("example"), RecordType.of(252));
    }

    private ScriptedConnection connection() {
        return lane.connection();
    }

    /** Connects, and the query that follows. */
    private Message opened() {
        connection().open();
        byte[] sent = connection().sentBytes();
        return DnsMessages.parse(Arrays.copyOfRange(sent, 2, sent.length));
    }

    private void reply(Message query, String... records) {
        receive(DnsMessages.reply(query.toWire(), Rcode.NOERROR, records));
    }

    private void receive(Message message) {
        connection().receive(DnsMessages.prefixed(message.toWire()));
    }

    /** A message without a question. */
    private static Message bare(Message query, String... records) {
        Message bare = new Message(query.getHeader().getID());
        Header header = bare.getHeader();
        header.setFlag(Flags.QR);
        return DnsMessages.with(bare, Section.ANSWER, records);
    }

    private Failed failure() {
        assertThat(zone.ended).as("ended").isTrue();
        return Objects.requireNonNull(zone.failure, "failure");
    }

    private Failed.Reason reason() {
        return failure().reason();
    }

    /** Has all once it has seen the SOA record twice. */
    private static final class Zone implements DnsTransfer.Receiver {
        final List<String> owners = new ArrayList<>();
        Runnable onReceived = () -> {};
        boolean ended;

        @Nullable
        Failed failure;

        @Override
        public boolean received(List<ResourceRecord> records) {
            onReceived.run();
            records.forEach(each -> owners.add(each.name().toString()));
            ResourceRecord last = records.get(records.size() - 1);
            return owners.size() == records.size() || !last.type().equals(RecordType.SOA) || owners.size() < 4;
        }

        @Override
        public void ended(@Nullable Failed why) {
            assertThat(ended).as("ended before").isFalse();
            ended = true;
            failure = why;
        }
    }
}
