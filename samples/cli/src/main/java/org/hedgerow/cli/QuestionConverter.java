package org.hedgerow.cli;

import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a question: {@code www.princeton.edu}, {@code example.com/MX}. */
final class QuestionConverter implements ITypeConverter<Question> {
    @Override
    public Question convert(String text) {
        // The last one: names of delegations without class have them, too (RFC 2317).
        int slash = text.lastIndexOf('/');
        RecordType type = slash < 0 ? RecordType.A : type(text.substring(slash + 1));
        return Question.of(name(slash < 0 ? text : text.substring(0, slash)), type);
    }

    private static DomainName name(String text) {
        try {
            return DomainName.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static RecordType type(String text) {
        return RecordType.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "expected a record type, as A, MX or TYPE65280, found \"" + text + '"'));
    }
}
