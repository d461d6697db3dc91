package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.DnsMessages.extendedError;
import static org.hedgerow.behaviour.DnsMessages.query;

import java.io.IOException;
import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.testkit.ScriptedPort;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Questions that come to nothing, and resolvers that fail. */
class DnsDatagramFailuresTest {
    private static final Duration NANO = Duration.ofNanos(1);
    private final DnsDatagramClient client = new DnsDatagramClient();

    @ParameterizedTest
    @EnumSource(Failed.Reason.class)
    void aFailureIsToldAtOnceAndExplained(Failed.Reason reason) {
        client.send(query(1, "a.edu", Type.A, 1232));
        client.resolver.answer(0, failed(reason));
        Message reply = client.reply();
        assertThat(reply.getRcode()).isEqualTo(reason == Failed.Reason.REFUSED ? Rcode.REFUSED : Rcode.SERVFAIL);
        assertThat(extendedError(reply)).isNotNegative();
    }

    @Test
    void aQuestionFailsAtItsDeadlineAndNoEarlier() {
        client.send(query(1, "a.edu", Type.A, 1232));
        client.lane.advance(Duration.ofSeconds(1));
        client.send(query(2, "b.edu", Type.A, 1232));
        client.lane.advance(DnsDatagramClient.TIMEOUT.minusSeconds(1).minus(NANO));
        assertThat(client.replies()).isEmpty();
        client.lane.advance(NANO);
        Message reply = client.reply();
        assertThat(reply.getHeader().getID()).isEqualTo(1);
        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(extendedError(reply)).isEqualTo(22); // No Reachable Authority
        assertThat(client.resolver.released()).isEqualTo(1);
        client.resolver.answer(0, found("a.edu", "1.1.1.1"));
        assertThat(client.replies()).isEmpty();
        client.lane.advance(Duration.ofSeconds(1));
        assertThat(client.reply().getHeader().getID()).isEqualTo(2);
        assertThat(client.totals.snapshot().timedOut()).isEqualTo(2);
        assertThat(client.lane.timers()).isZero();
    }

    @Test
    void aQuestionThatItsResolverHasCalledOffFailsAtOnce() {
        client.send(query(1, "a.edu", Type.A));
        client.lane.run(() -> client.resolver.call(0).cancel());
        assertThat(client.reply().getRcode()).isEqualTo(Rcode.SERVFAIL);
        client.lane.advance(DnsDatagramClient.TIMEOUT);
        assertThat(client.replies()).isEmpty();
        assertThat(client.totals.snapshot().failed()).isEqualTo(1);
        assertThat(client.lane.timers()).isZero();
    }

    @Test
    void aQuestionThatIsAnsweredNullFailsAtOnce() {
        client.send(query(1, "a.edu", Type.A));
        client.lane.run(() -> assertThatNullPointerException()
                .isThrownBy(() -> client.resolver.call(0).answer(null)));
        assertThat(client.reply().getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(client.totals.snapshot().failed()).isEqualTo(1);
    }

    @Test
    void aResolverThatThrowsCostsItsQuestionOnly() {
        assertCostsItsQuestionOnly((question, call) -> {
            throw new IllegalStateException("on purpose");
        });
    }

    /** Once, a question whose resolver failed by an Error stayed in flight for good, and the port never ended. */
    @Test
    void anErrorOfAResolverCostsItsQuestionOnly() {
        assertCostsItsQuestionOnly((question, call) -> {
            throw new StackOverflowError("on purpose");
        });
    }

    /** Once, such a one ended the loop that the port was in. */
    @Test
    void anExceptionThatNobodyDeclaresCostsItsQuestionOnly() {
        assertCostsItsQuestionOnly((question, call) -> Sneaky.raise(new IOException("on purpose")));
    }

    @Test
    void anExceptionWithoutATextOfItsOwnCostsItsQuestionOnly() {
        assertCostsItsQuestionOnly((question, call) -> {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("not even that");
                }
            };
        });
    }

    private void assertCostsItsQuestionOnly(Resolver failing) {
        ScriptedPort port =
                GivenBack.bound(client.lane, DnsFormat.standard(), failing, ServingOptions.defaults(), client.totals);
        port.receive(query(1, "a.edu", Type.A).toWire(), DnsDatagramClient.HOST);
        port.receive(query(2, "a.edu", Type.A).toWire(), DnsDatagramClient.HOST);
        assertThat(port.sent()).hasSize(2);
        assertThat(DnsMessages.parse(port.sent().get(1)).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(port.failures()).isEmpty();
        port.end();
        assertThat(port.isClosed()).isTrue();
    }
}
