package io.github.gradcheck.check;

import java.util.Arrays;

/**
 * One line of a report.
 *
 * @param label what it is about, such as "analytic"
 * @param text the figure or the sentence
 */
public record Fact(String label, String text) {
    /** Of a longer point, only so many coordinates are shown. */
    private static final int COORDINATES = 8;

    /** Names and messages of exceptions come from outside: line breaks and other control characters in them are written as Java escapes them. */
    Fact oneLine() {
        return new Fact(oneLine(label), oneLine(text));
    }

    static String oneLine(String text) {
        if (text.chars().noneMatch(Fact::breaks)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.chars().forEach(c -> line.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : breaks(c) ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return line.toString();
    }

    private static boolean breaks(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    /** Where something was checked: a point of up to eight coordinates in full, of a longer one the first eight and how many there are. */
    public static Fact at(double... x) {
        String shown = Arrays.toString(Arrays.copyOf(x, Math.min(x.length, COORDINATES)));
        return new Fact("at", x.length <= COORDINATES ? shown : shown.substring(0, shown.length() - 1) + ", … " + x.length + " in all]");
    }

    @Override
    public String toString() {
        return label + ": " + text;
    }
}
