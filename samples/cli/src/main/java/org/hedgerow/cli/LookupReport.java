package org.hedgerow.cli;

import java.time.Duration;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.ResourceRecord;
import picocli.CommandLine.ExitCode;

/**
 * What a look-up has come to.
 *
 * @param question what was asked
 * @param server who was asked
 * @param answer the answer
 * @param elapsed how long that took
 */
record LookupReport(Question question, ServerUri server, Answer answer, Duration elapsed) {
    /** The exit code of a look-up whose name or type does not exist. */
    static final int NOT_FOUND = 3;

    /** In one word, as the exit code has it in a number. */
    String outcome() {
        return answer instanceof Found ? "found" : answer instanceof NotFound ? "not-found" : "failed";
    }

    int exitCode() {
        return answer instanceof Found ? ExitCode.OK : answer instanceof NotFound ? NOT_FOUND : ExitCode.SOFTWARE;
    }

    /** The records; of what was not found, the aliases that lead there. */
    List<ResourceRecord> records() {
        return answer instanceof Found found
                ? found.records()
                : answer instanceof NotFound missing ? missing.aliases() : List.of();
    }

    /** Why there is nothing, in a word that programs know; empty if there is something. */
    String reason() {
        if (answer instanceof NotFound missing) {
            return missing.kind() == NotFound.Kind.NO_SUCH_NAME ? "NXDOMAIN" : "NODATA";
        }
        if (answer instanceof Elsewhere) {
            return "ELSEWHERE";
        }
        return answer instanceof Failed failed ? failed.reason().toString() : "";
    }

    /** Why there is nothing, for people; empty if there is something. */
    String detail() {
        if (answer instanceof NotFound missing) {
            return (missing.kind() == NotFound.Kind.NO_SUCH_NAME ? "no such name" : "no such type") + behindAliases();
        }
        if (answer instanceof Elsewhere elsewhere) {
            return FailureText.of(elsewhere);
        }
        return answer instanceof Failed failed ? FailureText.of(question.name(), failed) : "";
    }

    private String behindAliases() {
        List<ResourceRecord> aliases = records();
        return aliases.isEmpty()
                ? ""
                : " where its alias leads, " + aliases.get(aliases.size() - 1).data();
    }

    /** A line for each record, as {@code www.princeton.edu 300 IN A 128.1.1.4}. */
    List<String> lines() {
        return records().stream().map(LookupReport::line).toList();
    }

    private static String line(ResourceRecord record) {
        return record.name() + " " + record.ttl() + " IN " + record.type() + " " + record.data();
    }

    /** Why there is nothing, in one line. */
    String problem() {
        String where = answer instanceof NotFound ? "" : " at " + server;
        return question + ": " + detail() + " (" + reason() + where + ")";
    }
}
