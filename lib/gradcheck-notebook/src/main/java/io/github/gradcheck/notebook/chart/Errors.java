package io.github.gradcheck.notebook.chart;

import java.util.Locale;
import java.util.Map;

/** The largest relative errors of named parameters, judged against the tutorial's threshold. */
final class Errors {
    /** The tutorial's line between a right gradient and a wrong one. */
    static final double THRESHOLD = 1e-7;

    private Errors() {
    }

    /** Whether the error passes; NaN does not. */
    static boolean passes(double error) {
        return error <= THRESHOLD;
    }

    /** In the words of every report. */
    static String verdict(double error) {
        return passes(error) ? "correct" : "WRONG";
    }

    static void require(String name, Map<String, Double> errors) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException(name + " has no parameter to show");
        }
        errors.forEach((parameter, error) -> {
            if (error < 0) {
                throw new IllegalArgumentException(name + " of " + parameter + " must not be negative: " + error);
            }
        });
    }

    /** As the tutorial prints it: {@code 3.33e-01}. */
    static String text(double error) {
        return String.format(Locale.ROOT, "%.2e", error);
    }

    /** {@code W1 3.33e-01, above the threshold} and so on, for alternative texts. */
    static String inWords(Map<String, Double> errors) {
        StringBuilder words = new StringBuilder();
        errors.forEach((parameter, error) -> words.append(words.length() == 0 ? "" : "; ").append(parameter).append(' ')
                .append(text(error)).append(" (").append(verdict(error)).append(')'));
        return words.toString();
    }
}
