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
