package org.hedgerow.cli;

import java.util.stream.Collectors;
import org.hedgerow.Elsewhere;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.record.DomainName;

/** Why a name could not be resolved, for those who have told already which name. */
final class FailureText {
    private FailureText() {}

    /** What the failure says of itself, without the question or its name in front. */
    static String of(DomainName name, Failed failed) {
        String detail = failed.detail();
        boolean named = detail.startsWith(name + "/") || detail.startsWith(name + ": ");
        int end = named ? detail.indexOf(": ", name.toString().length()) : -1;
        String text = end < 0 ? detail : detail.substring(end + 2);
        return text.isEmpty() ? failed.reason().toString() : text;
    }

    /** That the server is not responsible, and where it leads on to. */
    static String of(Elsewhere elsewhere) {
        String text = elsewhere.delegation().isEmpty()
                ? "the server is not responsible for this name"
                : "the server refers to others: "
                        + elsewhere.delegation().stream()
                                .map(each -> each.data().toString())
                                .collect(Collectors.joining(", "));
        ExtendedError why = elsewhere.extendedError();
        return why == null ? text : text + " (" + why + ")";
    }
}
