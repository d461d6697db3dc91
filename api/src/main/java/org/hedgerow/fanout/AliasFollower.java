package org.hedgerow.fanout;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.ChildCall;
import org.hedgerow.Elsewhere;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows aliases that lead out of the table of the server that answers: asks for the name that they lead to (RFC 1034,
 * section 5.3.1): what a server has to do that offers recursion (RA), since stub resolvers rely on it. Put above a
 * {@link FanOutResolver}, it finds in one table what an alias of another leads to.
 *
 * <p>Not followed are aliases that were asked for themselves ({@link RecordType#followsAliases}), and those of questions without
 * {@link Question#isRecursionDesired}. A chain that comes back to itself, has more than {@value Answer#MAX_ALIASES} aliases, or leads
 * to where nobody is responsible is answered as it is. Any thread.
 */
public final class AliasFollower implements Resolver {
    private final Resolver resolver;

    private AliasFollower(Resolver resolver) {
        this.resolver = resolver;
    }

    /** A resolver that follows the aliases that this one does not. */
    public static AliasFollower of(Resolver resolver) {
        return new AliasFollower(Objects.requireNonNull(resolver, "resolver"));
    }

    @Override
    public void resolve(Question question, Call call) {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(call, "call");
        if (question.isRecursionDesired() && question.type().followsAliases()) {
            new Step(question, null, call).take();
        } else {
            resolver.resolve(question, call);
        }
    }

    /** One question of those that an answer takes. */
    private final class Step extends ChildCall {
        private final Question question;
        private final @Nullable Found aliases; // that have led to it

        Step(Question question, @Nullable Found aliases, Call call) {
            super(call);
            this.question = question;
            this.aliases = aliases;
        }

        void take() {
            ask(resolver, question);
        }

        @Override
        protected void completed(Answer answer) {
            if (answer instanceof Found found && found.isBareAlias()) {
                follow(aliases == null ? found : behind(aliases, found));
            } else {
                parent().answer(aliases == null ? answer : behind(aliases, answer));
            }
        }

        private void follow(Found chain) {
            DomainName next = chain.canonicalName(question.name());
            boolean isCircle =
                    chain.records().stream().anyMatch(each -> each.name().equals(next));
            if (isCircle || aliases(chain) >= Answer.MAX_ALIASES) {
                parent().answer(chain);
            } else {
                new Step(question.withName(next), chain, parent()).take();
            }
        }
    }

    private static long aliases(Found chain) {
        return chain.records().stream()
                .filter(each -> each.type().equals(RecordType.CNAME))
                .count();
    }

    private static Answer behind(Found aliases, Answer answer) {
        if (answer instanceof NotFound missing) {
            return missing.withAliases(joined(aliases.records(), missing.aliases()))
                    .withAuthority(joined(missing.authority(), aliases.authority()));
        }
        if (answer instanceof Found found) {
            return behind(aliases, found);
        }
        return answer instanceof Elsewhere ? aliases : answer;
    }

    private static Found behind(Found aliases, Found found) {
        return found.withRecords(joined(aliases.records(), found.records()))
                .withAuthority(joined(aliases.authority(), found.authority()));
    }

    private static List<ResourceRecord> joined(List<ResourceRecord> first, List<ResourceRecord> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
