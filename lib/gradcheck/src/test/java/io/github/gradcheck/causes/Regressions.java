package io.github.gradcheck.causes;

import static io.github.gradcheck.causes.Model.below;
import static io.github.gradcheck.causes.Model.dot;
import static io.github.gradcheck.causes.Model.normal;
import static io.github.gradcheck.causes.Model.rows;
import static io.github.gradcheck.causes.Model.sigmoid;
import static io.github.gradcheck.causes.Model.softmax;

import java.util.SplittableRandom;

/** Linear models: weights, a bias, a loss of each example, a penalty. */
final class Regressions {
    private Regressions() {
    }

    static Model ridge(SplittableRandom random, int size) {
        int d = 3 + size;
        int n = 10 + size;
        double[][] x = rows(random, n, d);
        double[] y = normal(random, 2, n);
        return Model.of("ridge regression", random, 1, d + 1).with("w", d).with("b", 1).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double r = dot(p, 0, x[i]) + p[d] - y[i];
                sum += r * r / n;
            }
            for (int j = 0; j < d; j++) {
                sum += 0.3 * p[j] * p[j];
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d + 1];
            for (int i = 0; i < n; i++) {
                double r = dot(p, 0, x[i]) + (s.test("residual without bias") ? 0 : p[d]) - y[i];
                double c = (s.test("no 2 in the square") ? 1 : 2) * r / (s.test("no 1/n") ? 1 : s.test("n-1 for n") ? n - 1 : n);
                c = s.test("y - prediction") ? -c : c;
                for (int j = 0; j < d; j++) {
                    g[j] += c * x[s.test("example of row 0 for all") ? 0 : i][s.test("neighbouring feature") ? (j + 1) % d : j];
                }
                g[d] = (s.test("bias overwritten") ? 0 : g[d]) + (s.test("bias without residual") ? 1.0 / n : c);
            }
            for (int j = 0; j < d + (s.test("bias penalised") ? 1 : 0); j++) {
                g[j] += s.test("no penalty") ? 0 : s.test("half a penalty") ? 0.3 * p[j] : s.test("penalty of |w|") ? 0.6 * Math.signum(p[j]) : 0.6 * p[j];
            }
            if (s.test("last weight left out")) {
                g[d - 1] = 0;
            }
            if (s.test("no bias gradient")) {
                g[d] = 0;
            }
            return g;
        }).slip("residual without bias", "MISSING_TERM").slip("no 2 in the square", "CONSTANT_FACTOR").slip("no 1/n", "CONSTANT_FACTOR").slip("n-1 for n", "CONSTANT_FACTOR")
                .slip("y - prediction", "SIGN_FLIPPED").slip("example of row 0 for all").slip("neighbouring feature").slip("bias overwritten", "NOT_SUMMED")
                .slip("bias without residual").slip("bias penalised", "REGULARISER_DOUBLED").slip("no penalty", "REGULARISER_MISSING")
                .slip("half a penalty", "REGULARISER_MISSING").slip("penalty of |w|", "MISSING_TERM").slip("last weight left out", "ZERO").slip("no bias gradient", "ZERO");
    }

    static Model logistic(SplittableRandom random, int size) {
        int d = 4 + size;
        int n = 12 + size;
        double[][] x = rows(random, n, d);
        double[] y = new double[n];
        java.util.Arrays.setAll(y, i -> random.nextInt(2) * 2 - 1);
        return Model.of("logistic regression, labels ±1", random, 0.7, d + 1).with("w", d).with("b", 1).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.log1p(Math.exp(-y[i] * (dot(p, 0, x[i]) + p[d]))) / n;
            }
            for (int j = 0; j < d; j++) {
                sum += 0.05 * Math.abs(p[j]) + 0.01 / 2 * p[j] * p[j];
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d + 1];
            for (int i = 0; i < n; i++) {
                double z = y[i] * (dot(p, 0, x[i]) + p[d]);
                double c = -sigmoid(s.test("sigmoid of +margin") ? z : -z) * (s.test("no label") ? 1 : y[i]) / (s.test("mean as sum") ? 1 : n);
                c = s.test("margin sign") ? -c : c;
                for (int j = 0; j < d; j++) {
                    g[j] += c * x[i][j];
                }
                g[d] += s.test("bias not averaged") ? c * n : c;
            }
            for (int j = 0; j < d; j++) {
                g[j] += (s.test("no l1") ? 0 : s.test("l1 without sign") ? 0.05 : s.test("l1 for w") ? 0.05 * p[j] : 0.05 * Math.signum(p[j]))
                        + (s.test("no l2") ? 0 : s.test("l2 not halved") ? 0.02 * p[j] : 0.01 * p[j]);
            }
            if (s.test("bias first")) {
                double last = g[d];
                System.arraycopy(g, 0, g, 1, d);
                g[0] = last;
            }
            if (s.test("minimiser maximises")) {
                java.util.Arrays.setAll(g, j -> -g[j]);
            }
            return g;
        }).slip("sigmoid of +margin").slip("no label").slip("mean as sum", "CONSTANT_FACTOR").slip("margin sign", "SIGN_FLIPPED").slip("bias not averaged", "CONSTANT_FACTOR")
                .slip("no l1", "REGULARISER_MISSING").slip("l1 without sign", "MISSING_TERM", "REGULARISER_DOUBLED").slip("l1 for w", "MISSING_TERM").slip("no l2", "REGULARISER_MISSING")
                .slip("l2 not halved", "REGULARISER_DOUBLED").slip("bias first", "SHIFTED", "PERMUTED").slip("minimiser maximises", "SIGN_FLIPPED");
    }

    static Model softmaxRegression(SplittableRandom random, int size) {
        int d = 4 + size;
        int k = 3;
        int n = 9 + size;
        double[][] x = rows(random, n, d);
        int[] y = below(random, k, n);
        return Model.of("softmax regression", random, 0.7, d * k + k).with("W", d, k).with("b", k).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum -= Math.log(softmax(scores(p, x[i], d, k))[y[i]]) / n;
            }
            for (int j = 0; j < d * k; j++) {
                sum += 0.02 * p[j] * p[j];
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d * k + k];
            for (int i = 0; i < n; i++) {
                double[] share = softmax(scores(p, x[i], d, k));
                int target = s.test("neighbouring class") ? (y[i] + 1) % k : y[i];
                for (int c = 0; c < k; c++) {
                    double delta = (share[c] - (c == target && !s.test("no one-hot") ? 1 : 0)) / (s.test("sum for mean") ? 1 : n);
                    delta = s.test("only the target's score") && c != target ? 0 : delta;
                    for (int j = 0; j < d; j++) {
                        int at = s.test("W transposed") ? c * d + j : j * k + c;
                        g[at] += delta * (s.test("features not read") ? 1 : x[i][j]);
                    }
                    g[d * k + c] = (s.test("bias of the last example") ? 0 : g[d * k + c]) + delta;
                }
            }
            for (int j = 0; j < d * k + (s.test("bias penalised") ? k : 0); j++) {
                g[j] += s.test("no penalty") ? 0 : s.test("penalty subtracted") ? -0.04 * p[j] : 0.04 * p[j];
            }
            if (s.test("bias sign")) {
                for (int c = 0; c < k; c++) {
                    g[d * k + c] *= -1;
                }
            }
            if (s.test("no bias gradient")) {
                java.util.Arrays.fill(g, d * k, d * k + k, 0);
            }
            if (s.test("first class fixed")) {
                for (int j = 0; j <= d; j++) {
                    g[j * k] = 0;
                }
            }
            return g;
        }).slip("neighbouring class", "ONE_HOT_MOVED").slip("no one-hot", "MISSING_TERM").slip("sum for mean", "CONSTANT_FACTOR").slip("only the target's score").slip("W transposed", "TRANSPOSED", "PERMUTED")
                .slip("features not read").slip("bias of the last example", "NOT_SUMMED").slip("bias penalised", "REGULARISER_DOUBLED").slip("no penalty", "REGULARISER_MISSING")
                .slip("penalty subtracted", "REGULARISER_MISSING").slip("bias sign", "SIGN_FLIPPED").slip("no bias gradient", "ZERO").slip("first class fixed", "ZERO");
    }

    private static double[] scores(double[] p, double[] x, int d, int k) {
        double[] z = new double[k];
        for (int c = 0; c < k; c++) {
            z[c] = p[d * k + c];
            for (int j = 0; j < d; j++) {
                z[c] += x[j] * p[j * k + c];
            }
        }
        return z;
    }

    static Model poisson(SplittableRandom random, int size) {
        int d = 4 + size;
        int n = 9 + size;
        double[][] x = rows(random, n, d);
        int[] y = below(random, 6, n);
        double[] offset = normal(random, 0.5, n);
        return Model.of("Poisson regression with an offset", random, 0.3, d + 1).with("w", d).with("b", 1).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double eta = dot(p, 0, x[i]) + p[d] + offset[i];
                sum += Math.exp(eta) - y[i] * eta;
            }
            for (int j = 0; j < d; j++) {
                sum += 0.5 * p[j] * p[j];
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d + 1];
            for (int i = 0; i < n; i++) {
                double eta = dot(p, 0, x[i]) + p[d] + (s.test("no offset") ? 0 : offset[i]);
                double c = (s.test("eta for its exponential") ? eta : Math.exp(eta)) - (s.test("counts left out") ? 0 : y[i]);
                for (int j = 0; j < d; j++) {
                    g[j] += c * x[i][j];
                }
                g[d] += c;
            }
            for (int j = 0; j < d; j++) {
                g[j] += s.test("prior left out") ? 0 : s.test("prior twice") ? 2 * p[j] : s.test("prior centred at 1") ? p[j] - 1 : p[j];
            }
            double scale = s.test("log likelihood, not its negative") ? -1 : s.test("averaged") ? 1.0 / n : 1;
            for (int j = 0; j <= d; j++) {
                g[j] = s.test("averaged") && j < d ? (g[j] - p[j]) * scale + p[j] : g[j] * scale;
            }
            if (s.test("bias doubled")) {
                g[d] *= 2;
            }
            if (s.test("first two exchanged")) {
                double first = g[0];
                g[0] = g[1];
                g[1] = first;
            }
            return g;
        }).slip("no offset", "MISSING_TERM").slip("eta for its exponential").slip("counts left out", "MISSING_TERM").slip("prior left out", "REGULARISER_MISSING").slip("prior twice", "REGULARISER_DOUBLED")
                .slip("prior centred at 1", "MISSING_TERM").slip("log likelihood, not its negative", "SIGN_FLIPPED").slip("averaged", "CONSTANT_FACTOR").slip("bias doubled", "CONSTANT_FACTOR")
                .slip("first two exchanged", "PERMUTED", "SHIFTED");
    }

    static Model huber(SplittableRandom random, int size) {
        int d = 5 + size;
        double[][] x = rows(random, 3, d);
        double[] y = normal(random, 3, d);
        return Model.of("Huber smoothing with a link of neighbours", random, 1, d).with("level", d).loss(p -> {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                double r = p[i] - y[i];
                sum += Math.abs(r) <= 0.9 ? r * r / 2 : 0.9 * (Math.abs(r) - 0.45);
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d];
            for (int i = 0; i < d; i++) {
                double r = p[i] - y[i];
                double clipped = Math.max(-0.9, Math.min(0.9, r));
                g[i] = s.test("not clipped") ? r : s.test("not clipped below") ? Math.min(0.9, r) : s.test("not clipped above") ? Math.max(-0.9, r)
                        : s.test("another bound") ? Math.max(-0.5, Math.min(0.5, r)) : s.test("sign only") ? Math.signum(r)
                        : s.test("zero outside") ? Math.abs(r) <= 0.9 ? r : 0 : s.test("bound without sign") ? Math.min(0.9, Math.abs(r)) * (Math.abs(r) > 0.9 ? 1 : Math.signum(r))
                        : s.test("squared loss doubled") ? 2 * clipped : s.test("residual sign") ? -clipped : s.test("data scaled") ? x[0][i] * clipped : clipped;
            }
            return g;
        }).slip("not clipped", "CLIPPED").slip("not clipped below", "CLIPPED").slip("not clipped above", "CLIPPED").slip("another bound", "CLIPPED", "ALL_EQUAL").slip("sign only", "ALL_EQUAL").slip("zero outside", "ZERO")
                .slip("bound without sign", "SIGN_FLIPPED").slip("squared loss doubled", "CONSTANT_FACTOR").slip("residual sign", "SIGN_FLIPPED").slip("data scaled");
    }

    static Model svm(SplittableRandom random, int size) {
        int d = 4 + size;
        int n = 10 + size;
        double[][] x = rows(random, n, d);
        double[] y = new double[n];
        java.util.Arrays.setAll(y, i -> random.nextInt(2) * 2 - 1);
        return Model.of("support vector machine", random, 0.6, d + 1).with("w", d).with("b", 1).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += 0.5 * Math.max(0, 1 - y[i] * (dot(p, 0, x[i]) + p[d]));
            }
            for (int j = 0; j < d; j++) {
                sum += p[j] * p[j] / 2;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d + 1];
            for (int i = 0; i < n; i++) {
                double margin = y[i] * (dot(p, 0, x[i]) + p[d]);
                boolean on = s.test("no hinge") || (s.test("hinge at 0") ? margin < 0 : margin < 1);
                double c = on ? -(s.test("C left out") ? 1 : 0.5) * (s.test("labels left out") ? 1 : y[i]) : 0;
                for (int j = 0; j < d; j++) {
                    g[j] += c * x[i][j];
                }
                g[d] += s.test("bias counts all") ? -0.5 * y[i] : c;
            }
            for (int j = 0; j < d; j++) {
                g[j] += s.test("no penalty") ? 0 : s.test("penalty not halved") ? 2 * p[j] : s.test("penalty times C") ? 0.5 * p[j] : p[j];
            }
            if (s.test("bias penalised")) {
                g[d] += p[d];
            }
            if (s.test("only active features")) {
                g[0] = 0;
                g[2] = 0;
            }
            return g;
        }).slip("no hinge", "MISSING_TERM").slip("hinge at 0", "MISSING_TERM").slip("C left out", "CONSTANT_FACTOR").slip("labels left out").slip("bias counts all").slip("no penalty", "REGULARISER_MISSING")
                .slip("penalty not halved", "REGULARISER_DOUBLED").slip("penalty times C", "REGULARISER_MISSING").slip("bias penalised", "REGULARISER_DOUBLED").slip("only active features", "ZERO");
    }
}
