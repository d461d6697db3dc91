package org.hedgerow.record;

import java.net.InetAddress;

/** Writes data as text that a line of a table or zone file can hold, whatever is in it. */
final class TextWriter implements DataWriter {
    private static final String SPECIAL = "\"#$();@"; // in files of one kind or the other

    private final StringBuilder text = new StringBuilder();

    /** Adds a field, which has to be escaped already. */
    void add(String field) {
        text.append(text.isEmpty() ? "" : " ").append(field);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public void u8(int value) {
        add(Integer.toString(value & 0xFF));
    }

    @Override
    public void u16(int value) {
        add(Integer.toString(value & 0xFFFF));
    }

    @Override
    public void u32(int value) {
        add(Integer.toUnsignedString(value));
    }

    @Override
    public void name(DomainName name) {
        add(escaped(name.toString()));
    }

    @Override
    public void plainName(DomainName name) {
        name(name);
    }

    @Override
    public void bytes(byte[] bytes) {
        octets(Octets.wrap(bytes));
    }

    @Override
    public void octets(Octets octets) {
        add(octets.quoted());
    }

    @Override
    public void string(Octets string) {
        octets(string);
    }

    @Override
    public void word(String word) {
        add(word);
    }

    @Override
    public void address(InetAddress address) {
        add(AddressText.format(address));
    }

    /** Text in which blanks and the like are escaped already, with a backslash before all that means something else. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean isEscape = text.charAt(i) == '\\';
            escaped.append(SPECIAL.indexOf(text.charAt(i)) >= 0 ? "\\" : "").append(text.charAt(i));
            if (isEscape && ++i < text.length()) {
                escaped.append(text.charAt(i)); // which is escaped, as it is
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
