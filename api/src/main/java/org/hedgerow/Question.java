package org.hedgerow;

import java.util.Objects;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: the records of one type and class under one name, and what whoever asks wants with them. Immutable; any
 * thread.
 */
public final class Question {
    /** The class of nearly all questions, the Internet's (RFC 1035, section 3.2.4). */
    public static final int CLASS_IN = 1;

    private static final int DNSSEC_OK = 1;
    private static final int CHECKING_DISABLED = 2;
    private static final int NO_RECURSION = 4;

    private final DomainName name;
    private final RecordType type;
    private final char recordClass;
    private final byte wishes;

    private Question(DomainName name, RecordType type, int recordClass, int wishes) {
        this.name = name;
        this.type = type;
        this.recordClass = (char) recordClass;
        this.wishes = (byte) wishes;
    }

    /**
     * The question for records of a name, in the class {@link #CLASS_IN}; others may be asked for the answer, and proofs are
     * neither wanted nor left unchecked.
     *
     * @param name the name, spelled as whoever asks spells it
     * @param type the record type
     */
    public static Question of(DomainName name, RecordType type) {
        return new Question(Objects.requireNonNull(name, "name"), Objects.requireNonNull(type, "type"), CLASS_IN, 0);
    }

    /**
     * The question for records of a name, both as text: {@code www.example.org} and {@code AAAA} or {@code TYPE65280}.
     *
     * @param type as {@link RecordType#of(String)} reads it
     * @throws IllegalArgumentException if it is not a domain name, or not a record type; the message says what was expected
     */
    public static Question of(String name, String type) {
        return of(DomainName.of(Objects.requireNonNull(name, "name")), RecordType.of(type));
    }

    /**
     * The question for the IPv4 address of a name.
     *
     * @throws IllegalArgumentException if it is not a domain name; the message says why
     */
    public static Question of(String name) {
        return of(DomainName.of(Objects.requireNonNull(name, "name")), RecordType.A);
    }

    /** The same question for another name. */
    public Question withName(DomainName other) {
        return new Question(Objects.requireNonNull(other, "name"), type, recordClass, wishes);
    }

    /** The same question for another type. */
    public Question withType(RecordType other) {
        return new Question(name, Objects.requireNonNull(other, "type"), recordClass, wishes);
    }

    /**
     * The same question in another class.
     *
     * @throws IllegalArgumentException if it is not one of 0 to 65,535
     */
    public Question withRecordClass(int other) {
        if (other < 0 || other > Character.MAX_VALUE) {
            throw new IllegalArgumentException("expected a class of 0 to 65535, found " + other);
        }
        return new Question(name, type, other, wishes);
    }

    /** The same question, with or without the signatures and proofs of signed zones (DO of RFC 3225). */
    public Question withDnssecOk(boolean wanted) {
        return with(DNSSEC_OK, wanted);
    }

    /** The same question, with or without those between checking signatures (CD of RFC 4035). */
    public Question withCheckingDisabled(boolean disabled) {
        return with(CHECKING_DISABLED, disabled);
    }

    /** The same question, whose answer others may be asked for or not (RD of RFC 1035). */
    public Question withRecursionDesired(boolean desired) {
        return with(NO_RECURSION, !desired);
    }

    private Question with(int wish, boolean set) {
        int others = set ? wishes | wish : wishes & ~wish;
        return others == wishes ? this : new Question(name, type, recordClass, others);
    }

    /** The name, spelled as whoever asks spells it. */
    public DomainName name() {
        return name;
    }

    /** The record type. */
    public RecordType type() {
        return type;
    }

    /** The class, as its number on the wire. */
    public int recordClass() {
        return recordClass;
    }

    /** Whether signatures and proofs of signed zones are wanted, too. Tables that are not signed ignore it. */
    public boolean isDnssecOk() {
        return (wishes & DNSSEC_OK) != 0;
    }

    /** Whether those between need not check signatures. Tables ignore it. */
    public boolean isCheckingDisabled() {
        return (wishes & CHECKING_DISABLED) != 0;
    }

    /** Whether others may be asked for the answer, as usual. Tables ignore it. */
    public boolean isRecursionDesired() {
        return (wishes & NO_RECURSION) == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Question question
                && wishes == question.wishes
                && recordClass == question.recordClass
                && type.equals(question.type)
                && name.equals(question.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode() + wishes;
    }

    /** The name and the type, and what is not usual: {@code www.example.org/A}. */
    @Override
    public String toString() {
        return name + "/" + type
                + (recordClass == CLASS_IN ? "" : "/CLASS" + (int) recordClass)
                + (isDnssecOk() ? "+do" : "")
                + (isCheckingDisabled() ? "+cd" : "")
                + (isRecursionDesired() ? "" : "+norecurse");
    }
}
