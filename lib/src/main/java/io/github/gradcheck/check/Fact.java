package io.github.gradcheck.check;

/**
 * One line of a report.
 *
 * @param label what it is about, such as "analytic"
 * @param text the figure or the sentence
 */
public record Fact(String label, String text) {
    @Override
    public String toString() {
        return label + ": " + text;
    }
}
