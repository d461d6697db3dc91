package org.hedgerow.record;

import java.util.Objects;

/**
 * Times in seconds as text, as TTLs and SOA records have them: {@code 3600}, or, as BIND writes them, numbers with units,
 * {@code 1h30m}: weeks, days, hours, minutes and seconds, in any case of letters. Any thread; never blocks.
 */
public final class TtlText {
    /** What text stands for that is no time. */
    public static final long NONE = -1;

    private TtlText() {}

    /**
     * Reads a time from ASCII bytes.
     *
     * @return the seconds, {@link Long#MAX_VALUE} if they are too many for a long; {@link #NONE} if the text is no time
     */
    public static long parse(byte[] text, int from, int to) {
        Objects.requireNonNull(text, "text");
        long sum = 0;
        int at = from;
        while (at < to) {
            int digits = at;
            long number = 0;
            for (; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
                number = plus(times(number, 10), text[at] - '0');
            }
            if (at == digits) {
                return NONE;
            }
            if (at == to) {
                return digits == from ? number : NONE; // a number has a unit, or is alone
            }
            int unit = seconds(text[at++]);
            if (unit == 0) {
                return NONE;
            }
            sum = plus(sum, times(number, unit));
        }
        return to > from ? sum : NONE;
    }

    private static int seconds(int unit) {
        return switch (unit | 0x20) {
            case 'w' -> 7 * 24 * 3600;
            case 'd' -> 24 * 3600;
            case 'h' -> 3600;
            case 'm' -> 60;
            case 's' -> 1;
            default -> 0;
        };
    }

    private static long times(long number, int factor) {
        return number > Long.MAX_VALUE / factor ? Long.MAX_VALUE : number * factor;
    }

    private static long plus(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
