package org.hedgerow;

/**
 * What is asked: the records of one type under one name.
 *
 * @param name the name, spelled as whoever asks spells it
 * @param type the record type
 */
public record Question(DomainName name, RecordType type) {

    /**
     * The question for the IPv4 address of a name.
     *
     * @throws IllegalArgumentException if it is not a domain name; the message says why
     */
    public static Question of(String name) {
        return new Question(DomainName.of(name), RecordType.A);
    }

    @Override
    public String toString() {
        return name + "/" + type;
    }
}
