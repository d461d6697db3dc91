package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resolvers with one fault each, which the contract finds, by just those of its tests that are to. */
class ResolverMutantsTest {
    private static final Failed FAILED = Failed.of(Failed.Reason.SERVER_FAILURE, "on purpose");

    @Test
    void theSoundOneKeepsTheContract() {
        assertThat(ContractRun.failures(() -> new MutantContract(sound -> sound)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Mutant mutant) {
        Set<String> failed =
                ContractRun.failures(() -> new MutantContract(mutant.fault)).keySet();

        assertThat(failed).containsExactlyInAnyOrderElementsOf(mutant.caughtBy);
    }

    static List<Mutant> mutants() {
        return List.of(
                Mutant.of("answers twice", ResolverMutantsTest::answersTwice)
                        .caughtBy("answersOnceAndNeverAgain", "takesQuestionsOfEveryShape"),
                Mutant.of("answers again in a later task", ResolverMutantsTest::answersAgainLater)
                        .caughtBy("answersOnceAndNeverAgain", "takesQuestionsOfEveryShape"),
                Mutant.of("answers for every name", ResolverMutantsTest::answersForEveryName)
                        .caughtBy("answersManyQuestionsAtOnce"),
                Mutant.of("keeps its calls", ResolverMutantsTest::keepsItsCalls)
                        .caughtBy(
                                "forgetsACallThatIsAnswered",
                                "forgetsACallThatIsCalledOff",
                                "forgetsACallThatIsCalledOffOutsideItsLane",
                                "forgetsACallThatItsOwnerGivesUpAtTheDeadline",
                                "holdsNothingForACallThatIsDoneWhenItIsAsked",
                                "leavesACallAloneThatIsDoneWhenItIsAsked"),
                Mutant.of("keeps calls until it answers them", ResolverMutantsTest::keepsPendingCalls)
                        .caughtBy(
                                "forgetsACallThatIsCalledOff",
                                "forgetsACallThatIsCalledOffOutsideItsLane",
                                "forgetsACallThatItsOwnerGivesUpAtTheDeadline",
                                "holdsNothingForACallThatIsDoneWhenItIsAsked"),
                Mutant.of("keeps a call for a while that is called off", ResolverMutantsTest::letsGoLate)
                        .caughtBy(
                                "aCallThatIsCalledOffCostsNoOther",
                                "forgetsACallThatIsCalledOff",
                                "forgetsACallThatIsCalledOffOutsideItsLane",
                                "forgetsACallThatItsOwnerGivesUpAtTheDeadline",
                                "holdsNothingForACallThatIsDoneWhenItIsAsked"),
                Mutant.of("leaves a timer in the lane", ResolverMutantsTest::leavesATimer)
                        .caughtBy(
                                "aCallThatIsCalledOffCostsNoOther",
                                "forgetsACallThatIsCalledOff",
                                "forgetsACallThatIsCalledOffOutsideItsLane",
                                "forgetsACallThatItsOwnerGivesUpAtTheDeadline",
                                "holdsNothingForACallThatIsDoneWhenItIsAsked",
                                "isQuietAboutACallThatIsCalledOff"),
                Mutant.of("answers what was called off", ResolverMutantsTest::answersWhatWasCalledOff)
                        .caughtBy("isQuietAboutACallThatIsCalledOff"),
                Mutant.of("has a deadline of its own", ResolverMutantsTest::hasADeadline)
                        .caughtBy("forgetsACallThatItsOwnerGivesUpAtTheDeadline"),
                Mutant.of("takes no names in upper case", ResolverMutantsTest::heedsCase)
                        .caughtBy("knowsANameInAnyCase"),
                Mutant.of(
                                "answers for every type",
                                sound -> (question, call) -> sound.resolve(question.withType(RecordType.A), call))
                        .caughtBy("findsWhatWasAskedForAndNothingElse"),
                Mutant.of(
                                "throws on the root",
                                throwsOn(question -> question.name().isRoot()))
                        .caughtBy("findsWhatWasAskedForAndNothingElse", "takesQuestionsOfEveryShape"),
                Mutant.of("throws on ANY", throwsOn(question -> question.type().equals(RecordType.ANY)))
                        .caughtBy("takesQuestionsOfEveryShape"),
                Mutant.of("says nothing about other classes", ResolverMutantsTest::isSilentOnOtherClasses)
                        .caughtBy("findsWhatWasAskedForAndNothingElse", "takesQuestionsOfEveryShape"),
                Mutant.ofNulls("takes null for no question", ResolverMutantsTest::takesNull)
                        .caughtBy("refusesNullsByName"),
                Mutant.ofNulls("does not say what is null", ResolverMutantsTest::isVagueAboutNull)
                        .caughtBy("refusesNullsByName"),
                Mutant.of("calls off what it does not know", ResolverMutantsTest::callsOffMisses)
                        .caughtBy(
                                "answersManyQuestionsAtOnce",
                                "findsWhatWasAskedForAndNothingElse",
                                "takesQuestionsOfEveryShape"),
                Mutant.of("works in the lane of its first caller", ResolverMutantsTest::worksInTheFirstLane)
                        .caughtBy("answersEachCallerInTheLaneOfItsCall"),
                Mutant.of("counts questions and never their ends", ResolverMutantsTest::isOverloadedForEver)
                        .caughtBy("answersManyQuestionsAtOnce"),
                Mutant.of("calls all off with one", ResolverMutantsTest::callsAllOff)
                        .caughtBy("aCallThatIsCalledOffCostsNoOther"),
                Mutant.of("gives up for good after one was called off", ResolverMutantsTest::sulks)
                        .caughtBy("aCallThatIsCalledOffCostsNoOther"));
    }

    private static Resolver answersTwice(Resolver sound) {
        return (question, call) -> {
            sound.resolve(question, call);
            if (call.isDone()) {
                call.answer(Elsewhere.unknown());
            }
        };
    }

    private static Resolver answersAgainLater(Resolver sound) {
        return (question, call) -> {
            sound.resolve(question, call);
            if (call.isDone()) {
                call.lane().execute(() -> call.answer(FAILED));
            }
        };
    }

    private static Resolver answersForEveryName(Resolver sound) {
        return (question, call) ->
                sound.resolve(isSilent(question) ? question : question.withName(KnownRecords.QUESTION.name()), call);
    }

    private static Resolver keepsItsCalls(Resolver sound) {
        List<Call> calls = new ArrayList<>();
        return (question, call) -> {
            sound.resolve(question, call);
            calls.add(call);
        };
    }

    private static Resolver keepsPendingCalls(Resolver sound) {
        List<Call> pending = new ArrayList<>();
        return (question, call) -> {
            pending.add(call);
            sound.resolve(question, call);
            if (!isSilent(question)) {
                pending.remove(call);
            }
        };
    }

    private static Resolver letsGoLate(Resolver sound) {
        return (question, call) -> {
            sound.resolve(question, call);
            call.onDone(() -> {
                if (isSilent(question)) {
                    call.lane().schedule(Duration.ofSeconds(1).toNanos(), call::cancel);
                }
            });
        };
    }

    private static Resolver leavesATimer(Resolver sound) {
        return (question, call) -> {
            sound.resolve(question, call);
            if (isSilent(question)) {
                call.lane().schedule(Duration.ofDays(1).toNanos(), () -> {});
            }
        };
    }

    private static Resolver answersWhatWasCalledOff(Resolver sound) {
        return (question, call) -> {
            sound.resolve(question, call);
            call.onDone(() -> {
                if (isSilent(question)) {
                    call.answer(FAILED);
                }
            });
        };
    }

    private static Resolver hasADeadline(Resolver sound) {
        return (question, call) -> {
            sound.resolve(question, call);
            if (!call.isDone()) {
                call.onDone(call.lane().schedule(Duration.ofSeconds(1).toNanos(), () -> call.answer(FAILED))::cancel);
            }
        };
    }

    private static Resolver heedsCase(Resolver sound) {
        return (question, call) -> {
            if (question.name().isSpelledAs(KnownRecords.QUESTION.name()) || isSilent(question)) {
                sound.resolve(question, call);
            } else {
                call.answer(NotFound.NAME);
            }
        };
    }

    private static UnaryOperator<Resolver> throwsOn(Predicate<Question> which) {
        return sound -> (question, call) -> {
            if (which.test(question)) {
                throw new IllegalArgumentException("on purpose");
            }
            sound.resolve(question, call);
        };
    }

    private static Resolver isSilentOnOtherClasses(Resolver sound) {
        return (question, call) -> {
            if (question.recordClass() == Question.CLASS_IN) {
                sound.resolve(question, call);
            }
        };
    }

    private static Resolver takesNull(Resolver sound) {
        return (question, call) -> {
            if (question != null) {
                sound.resolve(question, call);
            }
        };
    }

    private static Resolver isVagueAboutNull(Resolver sound) {
        return (question, call) -> {
            if (call == null) {
                throw new NullPointerException();
            }
            sound.resolve(question, call);
        };
    }

    private static Resolver callsOffMisses(Resolver sound) {
        return (question, call) -> {
            if (isSilent(question) || question.name().equals(KnownRecords.QUESTION.name())) {
                sound.resolve(question, call);
            } else {
                call.cancel();
            }
        };
    }

    private static Resolver worksInTheFirstLane(Resolver sound) {
        List<Lane> first = new ArrayList<>();
        return (question, call) -> {
            first.add(call.lane());
            first.get(0).schedule(0, () -> sound.resolve(question, call));
        };
    }

    private static Resolver isOverloadedForEver(Resolver sound) {
        int[] asked = new int[1];
        return (question, call) -> {
            if (++asked[0] > 100) {
                call.answer(FAILED);
            } else {
                sound.resolve(question, call);
            }
        };
    }

    private static Resolver callsAllOff(Resolver sound) {
        List<Call> pending = new ArrayList<>();
        return (question, call) -> {
            sound.resolve(question, call);
            if (!call.isDone()) {
                pending.add(call);
                call.onDone(() -> {
                    List<Call> all = List.copyOf(pending);
                    pending.clear();
                    all.forEach(Call::cancel);
                });
            }
        };
    }

    private static Resolver sulks(Resolver sound) {
        boolean[] offended = new boolean[1];
        return (question, call) -> {
            sound.resolve(question, offended[0] ? new Deaf(call.lane()) : call);
            call.onDone(() -> offended[0] |= isSilent(question));
        };
    }

    private static boolean isSilent(Question question) {
        return question.name().equals(KnownRecords.UNANSWERED.name());
    }

    /** Nobody listens. */
    private static final class Deaf extends Call {
        private final Lane lane;

        Deaf(Lane lane) {
            this.lane = lane;
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        protected void completed(Answer answer) {}
    }

    private record Mutant(String name, UnaryOperator<Resolver> fault, Set<String> caughtBy) {
        static Mutant of(String name, UnaryOperator<Resolver> fault) {
            return ofNulls(name, sound -> checked(fault.apply(sound)));
        }

        /** One that nobody checks the arguments for. */
        static Mutant ofNulls(String name, UnaryOperator<Resolver> fault) {
            return new Mutant(name, fault, Set.of());
        }

        private static Resolver checked(Resolver resolver) {
            return (question, call) -> {
                Objects.requireNonNull(question, "question");
                Objects.requireNonNull(call, "call");
                resolver.resolve(question, call);
            };
        }

        Mutant caughtBy(String... tests) {
            return new Mutant(name, fault, new TreeSet<>(List.of(tests)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class MutantContract extends KnownResolverContract {
        private final UnaryOperator<Resolver> fault;

        MutantContract(UnaryOperator<Resolver> fault) {
            this.fault = fault;
        }

        @Override
        protected Resolver newResolver(ManualConnector lane) {
            return fault.apply(KnownRecords.withSilence());
        }

        @Override
        protected Question unanswered() {
            return KnownRecords.UNANSWERED;
        }

        /** What does not happen at once in one lane never does. */
        @Override
        Duration patience() {
            return Duration.ofMillis(5);
        }
    }
}
