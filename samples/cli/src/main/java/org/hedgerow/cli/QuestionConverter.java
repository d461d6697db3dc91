package org.hedgerow.cli;

import org.hedgerow.Question;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a question: {@code www.princeton.edu}, {@code example.com/MX}. */
final class QuestionConverter implements ITypeConverter<Question> {
    @Override
    public Question convert(String text) {
        // The last one: names of delegations without class have them, too (RFC 2317).
        int slash = text.lastIndexOf('/');
        try {
            return slash < 0 ? Question.of(text) : Question.of(text.substring(0, slash), text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
