package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats with one fault each, which the contract finds, by the test that is to; others may find them, too. */
class WireFormatMutantsTest {
    @Test
    void theSoundOneKeepsTheContract() {
        assertThat(ContractRun.failures(() -> new MutantContract(FaultyFormat.NONE)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"servingMutants", "askingMutants"})
    void isCaught(Mutant mutant) {
        Set<String> failed =
                ContractRun.failures(() -> new MutantContract(mutant.format)).keySet();

        assertThat(failed).contains(mutant.caughtBy);
    }

    static List<Mutant> servingMutants() {
        return List.of(
                mutant(
                        "drops the last byte of each portion",
                        ServingFaults.DropsTheLastByte::new,
                        "bytesMayComeInAnyPortions"),
                mutant("takes a portion for a question", ServingFaults.TakesPortions::new, "aQuestionMayBeCutAnywhere"),
                mutant(
                        "swallows the end of the input",
                        ServingFaults.Deaf::new,
                        "aConnectionIsClosedWhenItsClientIsDone"),
                mutant(
                        "closes with the end of the input",
                        ServingFaults.ClosesAtOnce::new,
                        "aHalfClosedConnectionIsStillAnswered"),
                mutant(
                        "does not see a connection go",
                        ServingFaults.SwallowsTheLoss::new,
                        "aLostConnectionCallsItsQuestionsOff"),
                mutant(
                        "throws on what it does not know",
                        ServingFaults.ThrowsOnGarbage::new,
                        "garbageCostsItsConnection"),
                mutant(
                        "answers to one question of a portion",
                        ServingFaults.TakesOneOfEach::new,
                        "eachOfManyQuestionsHasItsOwnAnswer"),
                serving("counts nothing", each -> each.withTotals(new ServingTotals()), "countsAddUp"),
                serving(
                        "has a deadline of its own",
                        each -> each.withOptions(each.options().withTimeout(Duration.ofSeconds(1))),
                        "aQuestionEndsAtItsDeadline"),
                serving(
                        "knows no deadline",
                        each -> each.withOptions(each.options().withTimeout(Duration.ofDays(1))),
                        "aQuestionEndsAtItsDeadline"),
                serving(
                        "takes any number of questions",
                        each -> each.withOptions(each.options().withMaxInFlight(1_000)),
                        "furtherQuestionsWaitAtTheLimit"),
                serving(
                        "counts the memory of others",
                        each -> each.withOptions(each.options().withMemory(InFlightMemory.ofBytes(1 << 20))),
                        "aLostConnectionCallsItsQuestionsOff"),
                serving("holds memory for ever", ServingFaults::holdingMemory, "whatIsFoundComesBack"),
                serving("asks twice", ServingFaults::askingTwice, "whatIsFoundComesBack"),
                serving("keeps the calls of its resolver", ServingFaults::keepingCalls, "aQuestionEndsAtItsDeadline"));
    }

    static List<Mutant> askingMutants() {
        return List.of(
                asked("counts nothing", each -> each.withTotals(new UpstreamTotals()), "countsQuestionsAndReplies"),
                asked(
                        "asks any number of questions",
                        each -> each.withOptions(each.options().withMaxPending(1_000)),
                        "furtherQuestionsFailAtTheLimit"),
                asked(
                        "waits for connections for ever",
                        each -> each.withOptions(UpstreamOptions.defaults()),
                        "aConnectionIsGivenUpThatDoesNotStandInTime"),
                asked("asks another server", AskingFaults::elsewhere, "connectsWithTheFirstQuestionToItsServer"),
                asking(
                        "connects before anybody asks",
                        AskingFaults.Eager::new,
                        "connectsWithTheFirstQuestionToItsServer"),
                asking("answers twice", AskingFaults.AnswersTwice::new, "whatIsFoundComesBack"),
                asking(
                        "gives everybody the first answer",
                        AskingFaults.KeepsTheFirstAnswer::new,
                        "bytesMayComeInAnyPortions"),
                asking(
                        "forgets nobody who has gone",
                        AskingFaults.ForgetsNobody::new,
                        "anAnswerToWhatWasCalledOffIsDropped"),
                asking("stays open", AskingFaults.StaysOpen::new, "closingFailsWhatIsUnderWayAndWhatComesLater"),
                asking("leaves a timer behind", AskingFaults.LeavesATimer::new, "whatIsFoundComesBack"),
                asking(
                        "takes a failure for a miss",
                        AskingFaults.TakesFailuresForMisses::new,
                        "whatIsNotFoundComesBack"),
                asking(
                        "asks for calls that are done",
                        AskingFaults.AsksForTheDone::new,
                        "aCallThatIsDoneIsNotAskedFor"),
                asking(
                        "has a deadline of its own",
                        AskingFaults.HasADeadline::new,
                        "aQuestionIsForgottenAtTheDeadlineOfWhoeverAsks"));
    }

    private static Mutant mutant(String name, Function<ConnectionHandler, ConnectionHandler> fault, String caughtBy) {
        return new Mutant(name, FaultyFormat.handling(fault::apply), caughtBy);
    }

    private static Mutant serving(String name, Function<ServingContext, ServingContext> fault, String caughtBy) {
        return new Mutant("serving: " + name, FaultyFormat.serving(fault::apply), caughtBy);
    }

    private static Mutant asked(String name, Function<AskingContext, AskingContext> fault, String caughtBy) {
        return new Mutant("asking: " + name, FaultyFormat.asked(fault::apply), caughtBy);
    }

    private static Mutant asking(String name, Function<AskingFaults.Asking, Upstream> fault, String caughtBy) {
        return new Mutant(
                "asking: " + name,
                FaultyFormat.asking((sound, context) -> fault.apply(new AskingFaults.Asking(sound, context))),
                caughtBy);
    }

    private record Mutant(String name, WireFormat format, String caughtBy) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final class MutantContract extends WireFormatContract {
        private final WireFormat format;

        MutantContract(WireFormat format) {
            this.format = format;
        }

        @Override
        protected WireFormat format() {
            return format;
        }

        @Override
        protected Answer heard(Answer said) {
            return said instanceof Found ? said : Failed.of(Failed.Reason.TIMEOUT, "");
        }
    }
}
