package org.hedgerow.cli;

import org.hedgerow.DomainName;
import org.hedgerow.Failed;

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
}
