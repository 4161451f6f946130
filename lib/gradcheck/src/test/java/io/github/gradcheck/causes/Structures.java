package io.github.gradcheck.causes;

import static io.github.gradcheck.causes.Model.below;
import static io.github.gradcheck.causes.Model.normal;
import static io.github.gradcheck.causes.Model.rows;
import static io.github.gradcheck.causes.Model.sigmoid;
import static io.github.gradcheck.causes.Model.softmax;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Factorisations, positions, matrices and a differential equation. */
final class Structures {
    private Structures() {
    }

    /** Ratings by products of factors, with a penalty. */
    static Model ratings(SplittableRandom random, int size) {
        int users = 4 + size;
        int items = 5 + size;
        int d = 3;
        double[] r = normal(random, 2, users * items);
        boolean[] known = new boolean[users * items];
        for (int k = 0; k < known.length; k++) {
            known[k] = random.nextInt(3) > 0;
        }
        int v = users * d;
        return Model.of("matrix factorisation", random, 0.9, v + items * d).with("U", users, d).with("V", items, d).loss(p -> {
            double sum = 0;
            for (int k = 0; k < r.length; k++) {
                double e = known[k] ? product(p, k / items, k % items, d, v) - r[k] : 0;
                sum += e * e / 2;
            }
            for (double each : p) {
                sum += 0.02 / 2 * each * each;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[p.length];
            for (int k = 0; k < r.length; k++) {
                double e = known[k] || s.test("unknown ratings count") ? product(p, k / items, k % items, d, v) - r[k] : 0;
                for (int f = 0; f < d; f++) {
                    int u = k / items * d + f;
                    int w = v + k % items * d + f;
                    g[u] += s.test("U's sign") ? -e * p[w] : e * p[s.test("U of U") ? u : w];
                    g[w] = (s.test("V written, not added") && known[k] ? 0 : g[w]) + e * p[u] * (s.test("V doubled") ? 2 : 1);
                }
            }
            for (int k = 0; k < p.length; k++) {
                g[k] += s.test("no penalty") ? 0 : s.test("no penalty of V") && k >= v ? 0 : s.test("penalty not halved") ? 0.04 * p[k] : 0.02 * p[k];
            }
            if (s.test("residual's sign")) {
                for (int k = 0; k < p.length; k++) {
                    g[k] = -(g[k] - 0.02 * p[k]) + 0.02 * p[k];
                }
            }
            if (s.test("factor 2 of the square")) {
                for (int k = 0; k < p.length; k++) {
                    g[k] = 2 * (g[k] - 0.02 * p[k]) + 0.02 * p[k];
                }
            }
            if (s.test("U transposed")) {
                double[] old = g.clone();
                for (int k = 0; k < v; k++) {
                    g[k % d * users + k / d] = old[k];
                }
            }
            if (s.test("user 1 left out")) {
                Arrays.fill(g, d, 2 * d, 0);
            }
            return g;
        }).slip("unknown ratings count").slip("U's sign", "SIGN_FLIPPED").slip("U of U").slip("V written, not added", "NOT_SUMMED").slip("V doubled", "CONSTANT_FACTOR").slip("no penalty", "REGULARISER_MISSING")
                .slip("no penalty of V", "REGULARISER_MISSING").slip("penalty not halved", "REGULARISER_DOUBLED").slip("residual's sign", "SIGN_FLIPPED").slip("factor 2 of the square", "CONSTANT_FACTOR")
                .slip("U transposed", "TRANSPOSED", "PERMUTED").slip("user 1 left out", "ZERO");
    }

    private static double product(double[] p, int user, int item, int d, int v) {
        double sum = 0;
        for (int f = 0; f < d; f++) {
            sum += p[user * d + f] * p[v + item * d + f];
        }
        return sum;
    }

    /** Points in the plane whose distances should be given ones. */
    static Model scaling(SplittableRandom random, int size) {
        int n = 5 + size;
        double[][] wanted = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                wanted[i][j] = 0.5 + 2 * random.nextDouble();
                wanted[j][i] = wanted[i][j];
            }
        }
        return Model.of("multidimensional scaling", random, 1.2, 2 * n).with("P", n, 2).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double e = Math.hypot(p[2 * i] - p[2 * j], p[2 * i + 1] - p[2 * j + 1]) - wanted[i][j];
                    sum += e * e;
                }
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[2 * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < (s.test("pairs twice") ? n : i); j++) {
                    if (i == j) {
                        continue;
                    }
                    double dx = p[2 * i] - p[2 * j];
                    double dy = p[2 * i + 1] - p[2 * j + 1];
                    double r = Math.hypot(dx, dy);
                    double c = 2 * (s.test("wanted left out") ? r : r - wanted[i][j]) / (s.test("not divided by r") ? 1 : s.test("divided by r²") ? r * r : r);
                    g[2 * i] += c * dx;
                    g[2 * i + 1] += s.test("y as x") ? c * dx : c * dy;
                    g[2 * j] -= s.test("no reaction") ? 0 : s.test("reaction's sign") ? -c * dx : c * dx;
                    g[2 * j + 1] -= s.test("no reaction") ? 0 : s.test("reaction's sign") ? -c * dy : c * dy;
                }
            }
            for (int i = 0; i < n; i++) {
                g[2 * i] = s.test("point 0 fixed") && i == 0 ? 0 : g[2 * i];
                g[2 * i + 1] *= s.test("y's sign") ? -1 : s.test("point 0 fixed") && i == 0 ? 0 : s.test("y halved") ? 0.5 : 1;
            }
            if (s.test("all x, then all y")) {
                double[] old = g.clone();
                for (int i = 0; i < n; i++) {
                    g[i] = old[2 * i];
                    g[n + i] = old[2 * i + 1];
                }
            }
            return g;
        }).slip("pairs twice", "CONSTANT_FACTOR").slip("wanted left out", "MISSING_TERM").slip("not divided by r").slip("divided by r²").slip("y as x").slip("no reaction").slip("reaction's sign").slip("point 0 fixed", "ZERO")
                .slip("y's sign", "SIGN_FLIPPED").slip("y halved", "CONSTANT_FACTOR").slip("all x, then all y", "TRANSPOSED", "PERMUTED");
    }

    /** ½ tr(Aᵀ S A) of a symmetric S read from its lower triangle, and a linear term. */
    static Model symmetric(SplittableRandom random, int size) {
        int n = 3 + size;
        double[] v = normal(random, 1, n);
        double[] c = normal(random, 1, n * n);
        return Model.of("symmetric matrix read from its lower triangle", random, 1, n * n).with("S", n, n).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    sum += (i == j ? 1 : 2) * (v[i] * v[j] * p[i * n + j] + c[i * n + j] * p[i * n + j] * p[i * n + j] / 2);
                }
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    g[i * n + j] = (i == j ? 1 : 2) * (v[i] * v[j] + c[i * n + j] * p[i * n + j]);
                }
            }
            double[] right = g.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    if (s.test("as if both triangles were read")) {
                        g[i * n + j] = right[i * n + j] / 2;
                        g[j * n + i] = right[i * n + j] / 2;
                    } else if (s.test("mirrored")) {
                        g[j * n + i] = right[i * n + j];
                    } else if (s.test("upper triangle")) {
                        g[j * n + i] = right[i * n + j];
                        g[i * n + j] = 0;
                    } else if (s.test("not doubled")) {
                        g[i * n + j] = right[i * n + j] / 2;
                    }
                }
                g[i * n + i] *= s.test("diagonal doubled") ? 2 : s.test("diagonal left out") ? 0 : 1;
                g[i * n] *= s.test("first column's sign") ? -1 : 1;
            }
            if (s.test("all doubled")) {
                Arrays.setAll(g, k -> 2 * g[k]);
            }
            if (s.test("one entry dropped")) {
                g[n] = 0;
            }
            return g;
        }).slip("as if both triangles were read", "ONE_TRIANGLE").slip("mirrored", "MASK_MISSING", "ONE_TRIANGLE").slip("upper triangle", "TRANSPOSED", "PERMUTED").slip("not doubled", "CONSTANT_FACTOR").slip("diagonal doubled", "CONSTANT_FACTOR")
                .slip("diagonal left out", "ZERO").slip("first column's sign", "SIGN_FLIPPED").slip("all doubled", "CONSTANT_FACTOR").slip("one entry dropped", "ZERO");
    }

    /** Growth to a bound by Euler steps, rate and bound by their logarithms, each series with its own rate. */
    static Model growth(SplittableRandom random, int size) {
        int series = 3 + size;
        int steps = 6;
        double[] data = new double[series * steps];
        Arrays.setAll(data, i -> 0.5 + random.nextDouble());
        return Model.of("logistic growth by Euler steps", random, 0.4, 3 * series).with("logRate", series).with("logBound", series).with("start", series).loss(p -> {
            double sum = 0;
            for (int i = 0; i < series; i++) {
                double y = p[2 * series + i];
                for (int t = 0; t < steps; t++) {
                    y += 0.1 * Math.exp(p[i]) * y * (1 - y / Math.exp(p[series + i]));
                    sum += (y - data[i * steps + t]) * (y - data[i * steps + t]);
                }
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[3 * series];
            for (int i = 0; i < series; i++) {
                double r = Math.exp(p[i]);
                double k = Math.exp(p[series + i]);
                double y = p[2 * series + i];
                double dr = 0;
                double dk = 0;
                double dy = 1;
                for (int t = 0; t < steps; t++) {
                    double slope = 1 + 0.1 * r * (s.test("square's 2 left out") ? 1 - y / k : 1 - 2 * y / k);
                    dr = (s.test("sensitivity restarted") ? 0 : dr * slope) + 0.1 * y * (1 - y / k);
                    dk = dk * slope + 0.1 * r * y * y / (s.test("bound once") ? k : k * k);
                    dy *= slope;
                    y += 0.1 * r * y * (1 - y / k);
                    double e = 2 * (y - data[i * steps + t]) * (s.test("half the square") ? 0.5 : 1);
                    g[i] = (s.test("last step only") ? 0 : g[i]) + e * dr * (s.test("rate, not its logarithm") ? 1 : r);
                    g[series + i] += e * dk * (s.test("bound, not its logarithm") ? 1 : k) * (s.test("bound's sign") ? -1 : 1);
                    g[2 * series + i] += s.test("start has no gradient") ? 0 : s.test("start as a logarithm") ? e * dy * p[2 * series + i] : e * dy;
                }
            }
            if (s.test("series 1 left out")) {
                g[1] = 0;
                g[series + 1] = 0;
                g[2 * series + 1] = 0;
            }
            return g;
        }).slip("square's 2 left out").slip("sensitivity restarted").slip("bound once", "CHAIN_FACTOR").slip("half the square", "CONSTANT_FACTOR").slip("last step only", "NOT_SUMMED").slip("rate, not its logarithm", "CHAIN_FACTOR")
                .slip("bound, not its logarithm", "CHAIN_FACTOR").slip("bound's sign", "SIGN_FLIPPED").slip("start has no gradient", "ZERO").slip("start as a logarithm", "CHAIN_FACTOR").slip("series 1 left out", "ZERO");
    }

    /** Mean and variance of shares given by soft-max. */
    static Model portfolio(SplittableRandom random, int size) {
        int n = 4 + size;
        double[] mean = normal(random, 1, n);
        double[][] x = rows(random, n + 2, n);
        return Model.of("portfolio with soft-max shares", random, 0.8, n).with("logit", n).loss(p -> {
            double[] w = softmax(p);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum -= mean[i] * w[i];
            }
            for (double[] row : x) {
                double a = Model.dot(w, 0, row);
                sum += a * a / 2;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] w = softmax(p);
            double[] dw = new double[n];
            for (int i = 0; i < n; i++) {
                dw[i] = s.test("mean left out") ? 0 : s.test("mean's sign") ? mean[i] : -mean[i];
            }
            for (double[] row : x) {
                double a = Model.dot(w, 0, row) * (s.test("risk twice") ? 2 : 1);
                for (int i = 0; i < n; i++) {
                    dw[i] += s.test("risk left out") ? 0 : a * row[i];
                }
            }
            double inner = 0;
            for (int i = 0; i < n; i++) {
                inner += w[i] * dw[i];
            }
            double[] g = new double[n];
            for (int i = 0; i < n; i++) {
                g[i] = s.test("no soft-max") ? dw[i] : s.test("no cross term") ? w[i] * dw[i] : s.test("its diagonal only") ? w[i] * (1 - w[i]) * dw[i] : w[i] * (dw[i] - inner);
                g[i] = s.test("maximised") ? -g[i] : s.test("shares left out") ? dw[i] - inner : s.test("last fixed") && i == n - 1 ? 0 : g[i];
            }
            return g;
        }).slip("mean left out", "MISSING_TERM").slip("mean's sign").slip("risk twice").slip("risk left out", "MISSING_TERM").slip("no soft-max").slip("no cross term", "MISSING_TERM").slip("its diagonal only").slip("maximised", "SIGN_FLIPPED")
                .slip("shares left out", "CHAIN_FACTOR").slip("last fixed", "ZERO");
    }

    /** Skip-grams with negative samples: two tables of vectors. */
    static Model skipGrams(SplittableRandom random, int size) {
        int words = 5 + size;
        int d = 3;
        int n = 3 * words;
        int[] centre = below(random, words, n);
        int[] other = below(random, words, n);
        double[] label = new double[n];
        Arrays.setAll(label, i -> i % 3 == 0 ? 1 : 0);
        int half = words * d;
        return Model.of("skip-grams with negative samples", random, 0.8, 2 * half).with("in", words, d).with("out", words, d).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double z = product(p, centre[i], other[i], d, half);
                sum += Math.log1p(Math.exp(z)) - label[i] * z;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[2 * half];
            for (int i = 0; i < n; i++) {
                if (s.test("positive pairs only") && label[i] == 0) {
                    continue;
                }
                double c = sigmoid(product(p, centre[i], other[i], d, half)) - (s.test("no labels") ? 0 : label[i]);
                c = s.test("log likelihood") ? -c : c;
                for (int f = 0; f < d; f++) {
                    int a = centre[i] * d + f;
                    int b = half + other[i] * d + f;
                    g[a] = (s.test("in written, not added") ? 0 : g[a]) + c * p[b];
                    g[b] += s.test("out of out") ? c * p[b] : s.test("out's sign") ? -c * p[a] : c * p[a];
                }
            }
            for (int k = 0; k < 2 * half; k++) {
                g[k] *= s.test("averaged") ? 1.0 / n : s.test("in doubled") && k < half ? 2 : s.test("out fixed") && k >= half ? 0 : s.test("last component left out") && k % d == d - 1 ? 0 : 1;
            }
            if (s.test("tables exchanged")) {
                double[] old = g.clone();
                System.arraycopy(old, 0, g, half, half);
                System.arraycopy(old, half, g, 0, half);
            }
            return g;
        }).slip("positive pairs only").slip("no labels", "MISSING_TERM").slip("log likelihood", "SIGN_FLIPPED").slip("in written, not added", "NOT_SUMMED").slip("out of out").slip("out's sign", "SIGN_FLIPPED").slip("averaged", "CONSTANT_FACTOR")
                .slip("in doubled", "CONSTANT_FACTOR").slip("out fixed", "ZERO").slip("last component left out", "ZERO").slip("tables exchanged", "SWAPPED", "SHIFTED", "PERMUTED");
    }

    /** An autoencoder whose decoder is the transposed encoder: W is used twice. */
    static Model autoencoder(SplittableRandom random, int size) {
        int d = 4 + size;
        int h = 3;
        int n = 5 + size;
        double[][] x = rows(random, n, d);
        int b = h * d;
        return Model.of("autoencoder with tied weights", random, 0.6, b + h).with("W", h, d).with("b", h).loss(p -> {
            double sum = 0;
            for (double[] row : x) {
                double[] a = code(p, row, h, d);
                for (int j = 0; j < d; j++) {
                    double e = -row[j];
                    for (int k = 0; k < h; k++) {
                        e += p[k * d + j] * a[k];
                    }
                    sum += e * e / 2;
                }
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[b + h];
            for (double[] row : x) {
                double[] a = code(p, row, h, d);
                double[] back = new double[h];
                for (int j = 0; j < d; j++) {
                    double e = s.test("target left out") ? 0 : -row[j];
                    for (int k = 0; k < h; k++) {
                        e += p[k * d + j] * a[k];
                    }
                    for (int k = 0; k < h; k++) {
                        g[k * d + j] += s.test("decoder's part left out") ? 0 : s.test("decoder's part twice") ? 2 * e * a[k] : e * a[k];
                        back[k] += e * p[k * d + j];
                    }
                }
                for (int k = 0; k < h; k++) {
                    double delta = back[k] * (s.test("no sigmoid'") ? 1 : s.test("σ for σ'") ? a[k] : s.test("σ(1 + σ)") ? a[k] * (1 + a[k]) : a[k] * (1 - a[k]));
                    for (int j = 0; j < d; j++) {
                        g[k * d + j] += s.test("encoder's part left out") ? 0 : delta * row[j];
                    }
                    g[b + k] += s.test("b without delta") ? 1 : s.test("b of back") ? back[k] : delta;
                }
            }
            for (int k = 0; k < b + h; k++) {
                g[k] *= s.test("twice") ? 2 : s.test("b's sign") && k >= b ? -1 : s.test("unit 0 of W left out") && k < d ? 0 : 1;
            }
            return g;
        }).slip("target left out", "MISSING_TERM").slip("decoder's part left out").slip("decoder's part twice").slip("no sigmoid'").slip("σ for σ'").slip("σ(1 + σ)").slip("encoder's part left out").slip("b without delta", "ALL_EQUAL")
                .slip("b of back").slip("twice", "CONSTANT_FACTOR").slip("b's sign", "SIGN_FLIPPED").slip("unit 0 of W left out", "ZERO");
    }

    private static double[] code(double[] p, double[] row, int h, int d) {
        double[] a = new double[h];
        for (int k = 0; k < h; k++) {
            a[k] = sigmoid(p[h * d + k] + Model.dot(p, k * d, row));
        }
        return a;
    }
}
