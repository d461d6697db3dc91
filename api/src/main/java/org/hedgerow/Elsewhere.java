package org.hedgerow;

import java.util.List;
import java.util.Objects;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * "I am not responsible for this name": a server that says so has no opinion on whether it exists. It may come with the delegation
 * that leads on to those who are (a referral of RFC 1034, section 4.3.2), or without one.
 */
public final class Elsewhere implements Answer {
    private static final Elsewhere UNKNOWN = new Elsewhere(List.of(), List.of(), null);

    private final List<ResourceRecord> delegation;
    private final List<ResourceRecord> glue;
    private final @Nullable ExtendedError extendedError;

    private Elsewhere(
            List<ResourceRecord> delegation, List<ResourceRecord> glue, @Nullable ExtendedError extendedError) {
        this.delegation = delegation;
        this.glue = glue;
        this.extendedError = extendedError;
    }

    /** Somebody else is responsible, and who is not said. */
    public static Elsewhere unknown() {
        return UNKNOWN;
    }

    /**
     * The servers that these records name are responsible.
     *
     * @param delegation NS records of the zone that the name is in
     * @param glue addresses of these servers, as far as they are known
     */
    public static Elsewhere delegatedTo(List<ResourceRecord> delegation, List<ResourceRecord> glue) {
        Objects.requireNonNull(delegation, "delegation");
        Objects.requireNonNull(glue, "glue");
        return new Elsewhere(List.copyOf(delegation), List.copyOf(glue), null);
    }

    @Override
    public Elsewhere withExtendedError(@Nullable ExtendedError error) {
        return new Elsewhere(delegation, glue, error);
    }

    /** The NS records that lead on; empty if there are none. */
    public List<ResourceRecord> delegation() {
        return delegation;
    }

    /** Addresses of the servers that these name, as far as they are known. */
    public List<ResourceRecord> glue() {
        return glue;
    }

    @Override
    public @Nullable ExtendedError extendedError() {
        return extendedError;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Elsewhere elsewhere
                && delegation.equals(elsewhere.delegation)
                && glue.equals(elsewhere.glue)
                && Objects.equals(extendedError, elsewhere.extendedError);
    }

    @Override
    public int hashCode() {
        return Objects.hash(delegation, glue, extendedError);
    }

    @Override
    public String toString() {
        return "Elsewhere[" + (delegation.isEmpty() ? "" : "delegation=" + delegation)
                + (glue.isEmpty() ? "" : ", glue=" + glue)
                + (extendedError == null ? "" : " extendedError=" + extendedError) + "]";
    }
}
