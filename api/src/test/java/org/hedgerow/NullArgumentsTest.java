package org.hedgerow;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedgerow.fanout.AliasFollower;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.lane.Nanos;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.Origin;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordText;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.record.TextFields;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.AcceptBackoff;
import org.hedgerow.transport.accept.AddressFamily;
import org.hedgerow.transport.accept.Admissions;
import org.hedgerow.transport.accept.ServerChannels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Null where it means nothing is refused at once, by name, and not found much later by somebody else. */
class NullArgumentsTest {
    private static final SocketAddress ADDRESS = new InetSocketAddress(0);
    private static final List<ResourceRecord> NONE = List.of();
    private static final Found FOUND =
            Found.of(List.of(ResourceRecord.of(DomainName.of("a"), InetAddress.getLoopbackAddress())));

    /** All refuse a question without a call, and the other way round. */
    static List<Resolver> resolvers() {
        return List.of(
                AliasFollower.of((question, call) -> {}),
                FanOutResolver.builder().upstream("a", (question, call) -> {}).build(),
                TableResolver.of(() -> Table.of(List.of())));
    }

    @ParameterizedTest
    @MethodSource("resolvers")
    void resolversRefuse(Resolver resolver) {
        assertThatNullPointerException()
                .isThrownBy(() -> resolver.resolve(Question.of("a"), null))
                .withMessage("call");
        assertThatNullPointerException()
                .isThrownBy(() -> resolver.resolve(null, null))
                .withMessage("question");
    }

    /** What is called with null, by the name of the argument. */
    private static Map.Entry<String, ThrowingCallable> of(String argument, ThrowingCallable call) {
        return Map.entry(argument, call);
    }

    static List<Map.Entry<String, ThrowingCallable>> calls() {
        return List.of(
                of("name", () -> Question.of((String) null)),
                of("name", () -> Question.of(null, RecordType.A)),
                of("type", () -> Question.of(DomainName.ROOT, null)),
                of("name", () -> Question.of("a").withName(null)),
                of("type", () -> Question.of("a").withType(null)),
                of("reason", () -> Failed.of(null, "")),
                of("detail", () -> Failed.of(Failed.Reason.TIMEOUT, null)),
                of("kind", () -> NotFound.of(null)),
                of("records", () -> NotFound.NAME.withAliases(null)),
                of("records", () -> NotFound.NAME.withAuthority(null)),
                of("delegation", () -> Elsewhere.delegatedTo(null, NONE)),
                of("glue", () -> Elsewhere.delegatedTo(NONE, null)),
                of("text", () -> ExtendedError.of(0, null)),
                of("records", () -> Found.of((List<ResourceRecord>) null)),
                of("records", () -> FOUND.withRecords(null)),
                of("records", () -> FOUND.withAuthority(null)),
                of("records", () -> FOUND.withAdditional(null)),
                of("asked", () -> FOUND.canonicalName(null)),
                of("store", () -> Found.of(null, 0)),
                of("resolver", () -> AliasFollower.of(null)),
                of("name", () -> FanOutResolver.builder().upstream(null, (question, call) -> {})),
                of("resolver", () -> FanOutResolver.builder().upstream("a", null)),
                of("policy", () -> FanOutResolver.builder().policy(null)),
                of("grace", () -> FanOutResolver.builder().grace(null)),
                of("listener", () -> FanOutResolver.builder().listener(null)),
                of("listeners", () -> ResolverListener.all(null)),
                of("listener", () -> TableResolver.of(() -> null).withListener(null)),
                of("name", () -> new UpstreamHealth(null, UpstreamHealth.State.UP, "")),
                of("state", () -> new UpstreamHealth("a", null, "")),
                of("detail", () -> new UpstreamHealth("a", UpstreamHealth.State.UP, null)),
                of("age", () -> new TableHealth(0, 0, null, Optional.empty())),
                of("lastError", () -> new TableHealth(0, 0, Duration.ZERO, null)),
                of("text", () -> AddressText.parse(null)),
                of("strings", () -> new RecordData.Txt(null)),
                of("type", () -> new RecordData.Opaque(null, Octets.of(""))),
                of("octets", () -> new RecordData.Opaque(RecordType.HTTPS, null)),
                of("bytes", () -> RecordData.Address.of(null)),
                of("type", () -> RecordData.read(null, null)),
                of("from", () -> RecordData.read(RecordType.A, null)),
                of("origin", () -> Origin.of(null)),
                of("line", () -> TextFields.split(null)),
                of("fields", () -> RecordText.parse(RecordType.A, null, Origin.absolute())),
                of("address", () -> AddressFamily.of(null)),
                of("address", () -> ServerChannels.bind(null, ListenOptions.defaults())),
                of("options", () -> ServerChannels.bind(ADDRESS, null)),
                of("failure", () -> new AcceptBackoff(ADDRESS, System::nanoTime).failed(null)),
                of("retry", () -> new Admissions(1, 0).tryPlace(null)),
                of("text", () -> AddressText.parse(null, 0, 0)),
                of("target", () -> Octets.of("a").copyTo(null, 0)),
                of("type", () -> new RecordData.Txt(List.of(Octets.of("a"))).fits(null)),
                of("name", () -> FOUND.isSpelledAs(null)),
                of("format", () -> FOUND.encoding(null, found -> new byte[0])),
                of("encoder", () -> FOUND.encoding(FOUND, null)),
                of("record", () -> Table.builder().add(null)),
                of("name", () -> Nanos.notNegative(Duration.ZERO, null)),
                of("name", () -> Nanos.aboveZero(Duration.ZERO, null)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRefusedByName(Map.Entry<String, ThrowingCallable> call) {
        assertThatNullPointerException().isThrownBy(call.getValue()).withMessage(call.getKey());
    }
}
