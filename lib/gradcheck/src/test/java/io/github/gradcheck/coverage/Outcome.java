package io.github.gradcheck.coverage;

/**
 * An answer, and what it rests on.
 *
 * @param answer the answer
 * @param lo the lower end of the interval in which the slope is said to lie; NaN or infinite if there is none
 * @param hi the upper end
 * @param error how far a slope may be off: half the length of the interval; less at a kink, where it goes from one slope to the other
 * @param evaluations how often f was evaluated
 */
record Outcome(Answer answer, double lo, double hi, double error, int evaluations) {
    Outcome(Answer answer, double lo, double hi, int evaluations) {
        this(answer, lo, hi, (hi - lo) / 2, evaluations);
    }

    static Outcome withoutInterval(Answer answer, int evaluations) {
        return new Outcome(answer, Double.NaN, Double.NaN, evaluations);
    }

    boolean hasInterval() {
        return Double.isFinite(lo) && Double.isFinite(hi);
    }

    double halfWidth() {
        return (hi - lo) / 2;
    }
}
