package io.github.gradcheck.nets;

/** −log softmax at the right class of one example: log Σ eˢ − s[label], shifted by the largest score so that exp cannot overflow. */
final class SoftmaxLoss {
    private SoftmaxLoss() {
    }

    /** The loss of the scores from position {@code from} on. */
    static double of(double[] scores, int from, int classes, int label) {
        double largest = scores[from];
        for (int c = 1; c < classes; c++) {
            largest = Math.max(largest, scores[from + c]);
        }
        double exponentials = 0;
        for (int c = 0; c < classes; c++) {
            exponentials += Math.exp(scores[from + c] - largest);
        }
        return Math.log(exponentials) + largest - scores[from + label];
    }
}
