package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersInReportsTest {
    /** 3 beside 3 with a difference of 1e-9 would be a contradiction. */
    @Test
    void twoValuesThatDifferAreWrittenApart() {
        String text = GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2 * x[0] + 1e-9}).at(1.5).text();
        assertThat(text).contains("analytic 3.000000001, numeric 3 ±");
    }

    @Test
    void nineDigitsDoWhereTheyTell() {
        String text = GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2.5 * x[0]}).at(1.5).text();
        assertThat(text).contains("analytic 3.75, numeric 3 ±");
    }
}
