package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.soa;

import java.time.Duration;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.lane.Nanos;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One table has a zone, another a zone below it, and whichever is faster, no name is lost. */
class NestedZonesTest {
    private static final Resolver OUTER = table(soa("corp.example"), address("www.corp.example"));
    private static final Resolver INNER = table(soa("lab.corp.example"), address("www.lab.corp.example"));

    private final ManualLane lane = new ManualLane();

    private static ResourceRecord address(String name) {
        return Answers.found(name, "192.0.2.1").first();
    }

    private static Resolver table(ResourceRecord... records) {
        Table table = Table.of(List.of(records));
        return TableResolver.of(() -> table);
    }

    private static Resolver delayed(Resolver resolver, Duration delay) {
        return (question, call) -> call.lane().schedule(Nanos.of(delay), () -> resolver.resolve(question, call));
    }

    private Answer ask(int outerMillis, int innerMillis, String name, RecordType type) {
        FanOutResolver both = FanOutResolver.builder()
                .upstream("outer", delayed(OUTER, Duration.ofMillis(outerMillis)))
                .upstream("inner", delayed(INNER, Duration.ofMillis(innerMillis)))
                .build();
        RecordingCall call = RecordingCall.ask(both, Question.of(DomainName.of(name), type), lane);
        lane.advance(Duration.ofMillis(Math.max(outerMillis, innerMillis)));
        return call.recorded();
    }

    @ParameterizedTest
    @CsvSource({"0, 99", "99, 0", "50, 50"})
    void noNameIsLost(int outerMillis, int innerMillis) {
        for (String name : List.of("www.corp.example", "www.lab.corp.example")) {
            assertThat(ask(outerMillis, innerMillis, name, RecordType.A)).isInstanceOf(Found.class);
            NotFound noType = (NotFound) ask(outerMillis, innerMillis, name, RecordType.AAAA);
            assertThat(noType.kind()).as(name).isEqualTo(NotFound.Kind.NO_SUCH_TYPE);
            NotFound noName = (NotFound) ask(outerMillis, innerMillis, "not" + name, RecordType.A);
            assertThat(noName.kind()).as(name).isEqualTo(NotFound.Kind.NO_SUCH_NAME);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 99", "99, 0"})
    void theDeeperZoneSaysWhatItDoesNotHave(int outerMillis, int innerMillis) {
        NotFound missing = (NotFound) ask(outerMillis, innerMillis, "x.lab.corp.example", RecordType.A);
        assertThat(missing.soa()).isEqualTo(soa("lab.corp.example").withTtl(60));
    }
}
