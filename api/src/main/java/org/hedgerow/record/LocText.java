package org.hedgerow.record;

/** Places on Earth as LOC records have them (RFC 1876). */
final class LocText {
    private static final String FORM =
            "degrees [minutes [seconds]] N|S degrees [minutes [seconds]] E|W altitude [size [precision [precision]]]";

    static final Field FIELD = new Field(FORM, Field.REST, 5, LocText::parse, LocText::print);

    private static final int ARC_SECOND = 1000; // in thousandths of it
    private static final int DEGREE = 3600 * ARC_SECOND;
    private static final long EQUATOR = 1L << 31;
    private static final long SEA_LEVEL = 100_000_00; // in centimetres above the lowest altitude
    private static final long MAX_ALTITUDE = 0xFFFF_FFFFL;
    private static final long MAX_SIZE = 90_000_000_00L;
    private static final int[] DEFAULTS = {0x12, 0x16, 0x13}; // 1 m, 10 km and 10 m

    private LocText() {}

    private static void parse(TextReader from, WireWriter to) {
        long latitude = angle(from, "a latitude", 'N', 'S', 90);
        long longitude = angle(from, "a longitude", 'E', 'W', 180);
        long altitude =
                SEA_LEVEL + centimetres("an altitude", from.next("an altitude"), -SEA_LEVEL, MAX_ALTITUDE - SEA_LEVEL);
        to.u8(0);
        for (int each : DEFAULTS) {
            to.u8(from.left() == 0 ? each : size(centimetres("a size", from.next("a size"), 0, MAX_SIZE)));
        }
        to.u32((int) latitude);
        to.u32((int) longitude);
        to.u32((int) altitude);
    }

    /** Degrees, perhaps minutes, perhaps seconds, and where they lead. */
    private static long angle(TextReader from, String what, char positive, char negative, int most) {
        long angle = TextReader.number(what + " in degrees", from.next(what), most) * DEGREE;
        String next = from.next(what);
        if (!isDirection(next, positive, negative)) {
            angle += TextReader.number(what + "'s minutes", next, 59) * 60 * ARC_SECOND;
            next = from.next(what);
        }
        if (!isDirection(next, positive, negative)) {
            if (!next.matches("[0-5]?[0-9](\\.[0-9]{1,3})?")) {
                throw TextReader.expected(what + "'s seconds from 0 to 59.999", next);
            }
            angle += decimal(next, 3);
            next = from.next(what);
        }
        if (!isDirection(next, positive, negative) || angle > (long) most * DEGREE) {
            throw TextReader.expected(what + " up to " + most + " degrees " + positive + " or " + negative, next);
        }
        return EQUATOR + (Character.toUpperCase(next.charAt(0)) == positive ? angle : -angle);
    }

    private static boolean isDirection(String text, char positive, char negative) {
        return text.equalsIgnoreCase(String.valueOf(positive)) || text.equalsIgnoreCase(String.valueOf(negative));
    }

    private static long centimetres(String what, String text, long least, long most) {
        String number = text.endsWith("m") || text.endsWith("M") ? text.substring(0, text.length() - 1) : text;
        if (number.matches("-?[0-9]{1,8}(\\.[0-9]{1,2})?")) {
            boolean isNegative = number.startsWith("-");
            long value = decimal(isNegative ? number.substring(1) : number, 2);
            long signed = isNegative ? -value : value;
            if (signed >= least && signed <= most) {
                return signed;
            }
        }
        throw TextReader.expected(what + " from " + metres(least) + " to " + metres(most), text);
    }

    /** The number without its point, with so many digits behind it. */
    private static long decimal(String text, int digits) {
        int point = text.indexOf('.');
        int given = point < 0 ? 0 : text.length() - point - 1;
        return Long.parseLong(text.replace(".", "") + "0".repeat(digits - given));
    }

    /** One digit and a power of ten; what is behind the first digit is lost. */
    private static int size(long centimetres) {
        int exponent = 0;
        long digit = centimetres;
        while (digit >= 10) {
            digit /= 10;
            exponent++;
        }
        return (int) digit << 4 | exponent;
    }

    private static void print(WireReader from, TextWriter to) {
        if (from.u8("a version") != 0) {
            throw from.malformed("a location of an unknown version");
        }
        String sizes = " " + size(from) + " " + size(from) + " " + size(from);
        printAngle(from, to, 'N', 'S', 90);
        printAngle(from, to, 'E', 'W', 180);
        to.add(metres(Integer.toUnsignedLong(from.u32("an altitude")) - SEA_LEVEL) + sizes);
    }

    private static String size(WireReader from) {
        int size = from.u8("a size");
        int exponent = size & 0xF;
        long centimetres = size >> 4;
        for (int i = 0; i < exponent; i++) {
            centimetres *= 10;
        }
        if (exponent > 9 || size >> 4 > 9 || size(centimetres) != size) {
            throw from.malformed("a size that is none");
        }
        return metres(centimetres);
    }

    private static void printAngle(WireReader from, TextWriter to, char positive, char negative, int most) {
        long angle = Integer.toUnsignedLong(from.u32("an angle")) - EQUATOR;
        long rest = Math.abs(angle);
        if (rest > (long) most * DEGREE) {
            throw from.malformed("an angle that is too large");
        }
        to.add(rest / DEGREE + " " + rest / (60 * ARC_SECOND) % 60 + " " + rest / ARC_SECOND % 60 + '.'
                + digits(rest % ARC_SECOND, 3) + ' ' + (angle < 0 ? negative : positive));
    }

    private static String metres(long centimetres) {
        long rest = Math.abs(centimetres);
        return (centimetres < 0 ? "-" : "") + rest / 100 + (rest % 100 == 0 ? "" : "." + digits(rest % 100, 2)) + 'm';
    }

    private static String digits(long number, int count) {
        String text = Long.toString(number);
        return "0".repeat(count - text.length()) + text;
    }
}
