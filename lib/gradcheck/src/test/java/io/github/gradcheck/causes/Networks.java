package io.github.gradcheck.causes;

import static io.github.gradcheck.causes.Model.below;
import static io.github.gradcheck.causes.Model.normal;
import static io.github.gradcheck.causes.Model.rows;
import static io.github.gradcheck.causes.Model.sigmoid;
import static io.github.gradcheck.causes.Model.softmax;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Networks with backpropagation by hand over one flat array. */
final class Networks {
    private Networks() {
    }

    /** Two layers, tanh, mean squared error; W1 (d × h), b1, W2 (h), b2. */
    static Model perceptron(SplittableRandom random, int size) {
        int d = 3 + size;
        int h = 4 + size;
        int n = 6 + size;
        double[][] x = rows(random, n, d);
        double[] y = normal(random, 1, n);
        int b1 = d * h;
        int w2 = b1 + h;
        int b2 = w2 + h;
        return Model.of("two layers, tanh", random, 0.7, b2 + 1).with("W1", d, h).with("b1", h).with("W2", h).with("b2", 1).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double out = p[b2] - y[i];
                for (int k = 0; k < h; k++) {
                    out += p[w2 + k] * Math.tanh(score(p, x[i], h, k, b1));
                }
                sum += out * out / n;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[b2 + 1];
            for (int i = 0; i < n; i++) {
                double out = p[b2] - y[i];
                double[] a = new double[h];
                for (int k = 0; k < h; k++) {
                    a[k] = Math.tanh(score(p, x[i], h, k, b1));
                    out += p[w2 + k] * a[k];
                }
                double c = 2 * out / (s.test("not averaged") ? 1 : n);
                for (int k = 0; k < h; k++) {
                    g[w2 + k] += c * (s.test("scores for activations") ? score(p, x[i], h, k, b1) : a[k]);
                    double slope = s.test("no tanh'") ? 1 : s.test("1 - a") ? 1 - a[k] : s.test("1 + a²") ? 1 + a[k] * a[k] : 1 - a[k] * a[k];
                    double delta = (s.test("W2 left out") ? c : c * p[w2 + (s.test("W2 reversed") ? h - 1 - k : k)]) * slope;
                    for (int j = 0; j < d; j++) {
                        g[s.test("W1 transposed") ? k * d + j : j * h + k] += delta * x[i][j];
                    }
                    g[b1 + k] = (s.test("b1 of the last example") ? 0 : g[b1 + k]) + delta;
                }
                g[b2] += c;
            }
            if (s.test("W1 negated")) {
                for (int j = 0; j < b1; j++) {
                    g[j] *= -1;
                }
            }
            if (s.test("b1 left out")) {
                Arrays.fill(g, b1, b1 + h, 0);
            }
            if (s.test("last column of W1 not written")) {
                for (int j = 0; j < d; j++) {
                    g[j * h + h - 1] = 0;
                }
            }
            if (s.test("b1 and W2 exchanged")) {
                double[] old = g.clone();
                System.arraycopy(old, b1, g, w2, h);
                System.arraycopy(old, w2, g, b1, h);
            }
            if (s.test("W1 shifted by one")) {
                double[] old = g.clone();
                System.arraycopy(old, 0, g, 1, b1 - 1);
                g[0] = old[b1 - 1];
            }
            return g;
        }).slip("not averaged", "CONSTANT_FACTOR").slip("scores for activations").slip("no tanh'").slip("1 - a").slip("1 + a²").slip("W2 left out", "CHAIN_FACTOR").slip("W2 reversed").slip("W1 transposed", "TRANSPOSED", "PERMUTED")
                .slip("b1 of the last example", "NOT_SUMMED").slip("W1 negated", "SIGN_FLIPPED").slip("b1 left out", "ZERO").slip("last column of W1 not written", "ZERO")
                .slip("b1 and W2 exchanged", "SWAPPED", "PERMUTED").slip("W1 shifted by one", "SHIFTED", "PERMUTED");
    }

    private static double score(double[] p, double[] x, int h, int k, int bias) {
        double sum = p[bias + k];
        for (int j = 0; j < x.length; j++) {
            sum += p[j * h + k] * x[j];
        }
        return sum;
    }

    /** Two layers, relu, softmax of three classes; weights row by unit: W1 (h × d), b1, W2 (3 × h), b2. */
    static Model classifier(SplittableRandom random, int size) {
        int d = 3 + size;
        int h = 4 + size;
        int k = 3;
        int n = 6 + size;
        double[][] x = rows(random, n, d);
        int[] y = below(random, k, n);
        int b1 = h * d;
        int w2 = b1 + h;
        int b2 = w2 + k * h;
        return Model.of("two layers, relu, softmax", random, 0.7, b2 + k).with("W1", h, d).with("b1", h).with("W2", k, h).with("b2", k).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum -= Math.log(softmax(scores(p, x[i], d, h, k))[y[i]]) / n;
            }
            for (int j = 0; j < b1; j++) {
                sum += 0.05 * p[j] * p[j] / 2;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[b2 + k];
            for (int i = 0; i < n; i++) {
                double[] z = hidden(p, x[i], d, h);
                double[] delta = softmax(scores(p, x[i], d, h, k));
                delta[s.test("next class") ? (y[i] + 1) % k : y[i]] -= s.test("one-hot of 2") ? 2 : 1;
                double[] back = new double[h];
                for (int c = 0; c < k; c++) {
                    delta[c] /= s.test("sum for mean") ? 1 : n;
                    for (int u = 0; u < h; u++) {
                        g[w2 + (s.test("W2 transposed") ? u * k + c : c * h + u)] += delta[c] * Math.max(0, z[u]);
                        back[u] += delta[c] * p[w2 + (s.test("W2 read transposed") ? u * k + c : c * h + u)];
                    }
                    g[b2 + c] += s.test("b2 times units") ? h * delta[c] : delta[c];
                }
                for (int u = 0; u < h; u++) {
                    double e = s.test("no relu mask") || z[u] > 0 ? back[u] : 0;
                    e = s.test("mask of the outgoing") ? back[u] > 0 ? back[u] : 0 : e;
                    g[b1 + u] += s.test("b1 masked twice over") && i % 2 == 0 ? 0 : e;
                    for (int j = 0; j < d; j++) {
                        g[u * d + j] += e * x[s.test("inputs of the first example") ? 0 : i][j];
                    }
                }
            }
            for (int j = 0; j < b1; j++) {
                g[j] += s.test("no weight decay") ? 0 : s.test("decay twice") ? 0.1 * p[j] : 0.05 * p[j];
            }
            if (s.test("row 1 of W1 left out")) {
                Arrays.fill(g, d, 2 * d, 0);
            }
            if (s.test("b2 sign")) {
                for (int c = 0; c < k; c++) {
                    g[b2 + c] *= -1;
                }
            }
            return g;
        }).slip("next class", "ONE_HOT_MOVED").slip("one-hot of 2").slip("sum for mean", "CONSTANT_FACTOR").slip("W2 transposed", "TRANSPOSED", "PERMUTED").slip("W2 read transposed").slip("b2 times units", "CONSTANT_FACTOR")
                .slip("no relu mask").slip("mask of the outgoing").slip("b1 masked twice over").slip("inputs of the first example").slip("no weight decay", "REGULARISER_MISSING")
                .slip("decay twice", "REGULARISER_DOUBLED").slip("row 1 of W1 left out", "ZERO").slip("b2 sign", "SIGN_FLIPPED");
    }

    private static double[] hidden(double[] p, double[] x, int d, int h) {
        double[] z = new double[h];
        for (int u = 0; u < h; u++) {
            z[u] = p[h * d + u];
            for (int j = 0; j < d; j++) {
                z[u] += p[u * d + j] * x[j];
            }
        }
        return z;
    }

    private static double[] scores(double[] p, double[] x, int d, int h, int k) {
        double[] z = hidden(p, x, d, h);
        double[] out = new double[k];
        for (int c = 0; c < k; c++) {
            out[c] = p[h * d + h + k * h + c];
            for (int u = 0; u < h; u++) {
                out[c] += p[h * d + h + c * h + u] * Math.max(0, z[u]);
            }
        }
        return out;
    }

    /** h_t = tanh(U x_t + V h_{t−1} + b), loss of the last state. */
    static Model recurrent(SplittableRandom random, int size) {
        int h = 3 + size;
        int steps = 5;
        double[][] x = rows(random, steps, 2);
        double[] target = normal(random, 1, h);
        int v = 2 * h;
        int b = v + h * h;
        return Model.of("recurrent network", random, 0.5, b + h).with("U", h, 2).with("V", h, h).with("b", h).loss(p -> {
            double sum = 0;
            double[] last = states(p, x, h)[steps];
            for (int k = 0; k < h; k++) {
                sum += (last[k] - target[k]) * (last[k] - target[k]) / 2;
            }
            return sum;
        }).gradient((p, s) -> {
            double[][] state = states(p, x, h);
            double[] g = new double[b + h];
            double[] back = new double[h];
            for (int k = 0; k < h; k++) {
                back[k] = (state[steps][k] - target[k]) * (s.test("doubled at the loss") ? 2 : 1);
            }
            for (int t = steps; t >= (s.test("first step left out") ? 2 : s.test("one step only") ? steps : 1); t--) {
                double[] delta = new double[h];
                for (int k = 0; k < h; k++) {
                    delta[k] = back[k] * (s.test("no tanh'") ? 1 : 1 - state[s.test("tanh' of the state before") ? t - 1 : t][k] * state[s.test("tanh' of the state before") ? t - 1 : t][k]);
                }
                back = new double[h];
                for (int k = 0; k < h; k++) {
                    g[b + k] = (s.test("b of the first step") ? 0 : g[b + k]) + delta[k];
                    for (int j = 0; j < h; j++) {
                        g[v + (s.test("V transposed") ? j * h + k : k * h + j)] += delta[k] * state[s.test("state not before") ? t : t - 1][j];
                        back[j] += delta[k] * p[v + (s.test("V read transposed") ? j * h + k : k * h + j)];
                    }
                    for (int j = 0; j < 2; j++) {
                        g[k * 2 + j] = (s.test("U of the first step") ? 0 : g[k * 2 + j]) + delta[k] * x[t - 1][j];
                    }
                }
                if (s.test("clipped on the way")) {
                    for (int k = 0; k < h; k++) {
                        back[k] = Math.max(-0.1, Math.min(0.1, back[k]));
                    }
                }
            }
            if (s.test("U and its inputs exchanged")) {
                for (int k = 0; k < h; k++) {
                    double first = g[2 * k];
                    g[2 * k] = g[2 * k + 1];
                    g[2 * k + 1] = first;
                }
            }
            if (s.test("b halved")) {
                for (int k = 0; k < h; k++) {
                    g[b + k] /= 2;
                }
            }
            return g;
        }).slip("doubled at the loss", "CONSTANT_FACTOR").slip("first step left out").slip("one step only").slip("no tanh'").slip("tanh' of the state before").slip("b of the first step", "NOT_SUMMED")
                .slip("V transposed", "TRANSPOSED", "PERMUTED").slip("state not before").slip("V read transposed").slip("U of the first step", "NOT_SUMMED").slip("clipped on the way")
                .slip("U and its inputs exchanged", "PERMUTED", "SHIFTED").slip("b halved", "CONSTANT_FACTOR");
    }

    private static double[][] states(double[] p, double[][] x, int h) {
        double[][] state = new double[x.length + 1][h];
        for (int t = 1; t <= x.length; t++) {
            for (int k = 0; k < h; k++) {
                double sum = p[2 * h + h * h + k] + p[2 * k] * x[t - 1][0] + p[2 * k + 1] * x[t - 1][1];
                for (int j = 0; j < h; j++) {
                    sum += p[2 * h + k * h + j] * state[t - 1][j];
                }
                state[t][k] = Math.tanh(sum);
            }
        }
        return state;
    }

    /** The mean of embedded words, and a logistic output. */
    static Model embedding(SplittableRandom random, int size) {
        int words = 7 + size;
        int d = 3 + size;
        int[] text = {0, 1, 1, 3, 3, 3, 5};
        int v = words * d;
        return Model.of("bag of embedded words", random, 0.8, v + d + 1).with("E", words, d).with("v", d).with("b", 1)
                .loss(p -> Math.log1p(Math.exp(-output(p, text, words, d)))).gradient((p, s) -> {
                    double[] g = new double[v + d + 1];
                    double c = -sigmoid(-output(p, text, words, d)) * (s.test("label's sign") ? -1 : 1);
                    c = s.test("sigmoid twice") ? c * (1 + c) : c;
                    for (int word : text) {
                        for (int j = 0; j < d; j++) {
                            double add = c * p[v + j] / (s.test("not divided by the length") ? 1 : text.length);
                            int at = word * d + j;
                            g[at] = s.test("rows written, not added") ? add : g[at] + add;
                            g[v + j] += c * p[at] / (s.test("v not divided") ? 1 : text.length);
                        }
                    }
                    g[v + d] = s.test("b times length") ? c * text.length : c;
                    if (s.test("row 0 is padding")) {
                        Arrays.fill(g, 0, d, 0);
                    }
                    if (s.test("row 5 of row 6")) {
                        System.arraycopy(g, 5 * d, g, 6 * d, d);
                        Arrays.fill(g, 5 * d, 6 * d, 0);
                    }
                    if (s.test("all rows get it")) {
                        for (int word : new int[] {2, 4, 6}) {
                            System.arraycopy(g, 0, g, word * d, d);
                        }
                    }
                    if (s.test("E scaled by its norm")) {
                        for (int at = 0; at < v; at++) {
                            g[at] *= 1.7320508;
                        }
                    }
                    if (s.test("v left out")) {
                        Arrays.fill(g, v, v + d, 0);
                    }
                    return g;
                }).slip("label's sign", "SIGN_FLIPPED").slip("sigmoid twice", "CONSTANT_FACTOR").slip("not divided by the length", "CONSTANT_FACTOR").slip("rows written, not added", "NOT_SUMMED")
                .slip("v not divided", "CONSTANT_FACTOR").slip("b times length", "CONSTANT_FACTOR").slip("row 0 is padding", "ZERO").slip("row 5 of row 6", "SHIFTED", "PERMUTED")
                .slip("all rows get it", "MASK_MISSING").slip("E scaled by its norm", "CONSTANT_FACTOR").slip("v left out", "ZERO");
    }

    private static double output(double[] p, int[] text, int words, int d) {
        double sum = p[words * d + d];
        for (int word : text) {
            for (int j = 0; j < d; j++) {
                sum += p[word * d + j] * p[words * d + j] / text.length;
            }
        }
        return sum;
    }

    /** One head of attention: softmax(Q Kᵀ/√d) V, weighted by a fixed array. */
    static Model attention(SplittableRandom random, int size) {
        int n = 4 + size;
        int d = 3;
        double[] c = normal(random, 1, n * d);
        int part = n * d;
        return Model.of("attention", random, 0.8, 3 * part).with("Q", n, d).with("K", n, d).with("V", n, d).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double[] a = softmax(products(p, i, n, d, Math.sqrt(d)));
                for (int j = 0; j < n; j++) {
                    for (int f = 0; f < d; f++) {
                        sum += c[i * d + f] * a[j] * p[2 * part + j * d + f];
                    }
                }
            }
            return sum;
        }).gradient((p, s) -> attend(p, s, c, n, d)).slip("K read transposed").slip("no softmax cross term", "MISSING_TERM").slip("scale left out", "CONSTANT_FACTOR").slip("scale twice", "CONSTANT_FACTOR").slip("weights transposed for V")
                .slip("Q for K", "SWAPPED").slip("K left out", "ZERO").slip("V doubled", "CONSTANT_FACTOR").slip("Q and K exchanged", "SWAPPED", "PERMUTED", "SHIFTED").slip("sign of K", "SIGN_FLIPPED").slip("upstream of row 0")
                .slip("last row of Q left out", "ZERO");
    }

    private static double[] products(double[] p, int i, int n, int d, double scale) {
        double[] z = new double[n];
        for (int j = 0; j < n; j++) {
            for (int f = 0; f < d; f++) {
                z[j] += p[i * d + f] * p[n * d + j * d + f] / scale;
            }
        }
        return z;
    }

    private static double[] attend(double[] p, Predicate<String> s, double[] c, int n, int d) {
        int part = n * d;
        double[] g = new double[3 * part];
        double scale = s.test("scale left out") ? 1 : s.test("scale twice") ? d : Math.sqrt(d);
        for (int i = 0; i < n; i++) {
            double[] a = softmax(products(p, i, n, d, Math.sqrt(d)));
            double[] da = new double[n];
            double mean = 0;
            for (int j = 0; j < n; j++) {
                for (int f = 0; f < d; f++) {
                    double up = c[(s.test("upstream of row 0") ? 0 : i) * d + f];
                    da[j] += up * p[2 * part + j * d + f];
                    g[2 * part + (s.test("weights transposed for V") ? i : j) * d + f] += a[j] * c[(s.test("weights transposed for V") ? j : i) * d + f] * (s.test("V doubled") ? 2 : 1);
                }
                mean += a[j] * da[j];
            }
            for (int j = 0; j < n; j++) {
                double dz = a[j] * (da[j] - (s.test("no softmax cross term") ? 0 : mean)) / scale;
                for (int f = 0; f < d; f++) {
                    g[i * d + f] += dz * p[part + (s.test("K read transposed") ? (j * d + f) % n * d + (j * d + f) / n : j * d + f)];
                    g[part + j * d + f] += dz * p[i * d + f] * (s.test("sign of K") ? -1 : s.test("K left out") ? 0 : 1);
                }
            }
        }
        if (s.test("Q for K")) {
            System.arraycopy(g, 0, g, part, part);
        }
        if (s.test("Q and K exchanged")) {
            double[] old = g.clone();
            System.arraycopy(old, 0, g, part, part);
            System.arraycopy(old, part, g, 0, part);
        }
        if (s.test("last row of Q left out")) {
            Arrays.fill(g, part - d, part, 0);
        }
        return g;
    }

    /** A convolution over time, relu, sum of weighted outputs; K (filters × width), b. */
    static Model convolution(SplittableRandom random, int size) {
        int filters = 3;
        int width = 3 + size;
        int n = 12 + size;
        double[] x = normal(random, 1, n);
        double[] c = normal(random, 1, filters * (n - width + 1));
        int out = n - width + 1;
        return Model.of("convolution over time", random, 0.8, filters * width + filters).with("K", filters, width).with("b", filters).loss(p -> {
            double sum = 0;
            for (int f = 0; f < filters; f++) {
                for (int t = 0; t < out; t++) {
                    sum += c[f * out + t] * Math.max(0, window(p, x, f, t, filters, width));
                }
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[filters * width + filters];
            for (int f = 0; f < filters; f++) {
                for (int t = 0; t < out; t++) {
                    double z = window(p, x, f, t, filters, width);
                    double delta = s.test("no relu mask") || z > 0 ? c[f * out + t] : s.test("leaky mask") ? 0.01 * c[f * out + t] : 0;
                    delta = s.test("output for mask") ? c[f * out + t] * Math.max(0, z) : delta;
                    for (int w = 0; w < width; w++) {
                        int at = f * width + (s.test("kernel flipped") ? width - 1 - w : w);
                        at = s.test("K transposed") ? w * filters + f : at;
                        g[at] += delta * x[s.test("window off by one") ? Math.min(n - 1, t + w + 1) : t + w];
                    }
                    g[filters * width + f] = (s.test("b of the last place") ? 0 : g[filters * width + f]) + delta;
                }
            }
            for (int j = 0; j < g.length; j++) {
                g[j] *= s.test("averaged over places") ? 1.0 / out : s.test("b averaged") && j >= filters * width ? 1.0 / out : 1;
                g[j] *= s.test("filter 1 negated") && j / width == 1 && j < filters * width ? -1 : s.test("filter 2 left out") && j / width == 2 && j < filters * width ? 0 : 1;
            }
            return g;
        }).slip("no relu mask").slip("leaky mask").slip("output for mask").slip("kernel flipped", "PERMUTED").slip("K transposed", "TRANSPOSED", "PERMUTED").slip("window off by one")
                .slip("b of the last place", "NOT_SUMMED").slip("averaged over places", "CONSTANT_FACTOR").slip("b averaged", "CONSTANT_FACTOR").slip("filter 1 negated", "SIGN_FLIPPED").slip("filter 2 left out", "ZERO");
    }

    private static double window(double[] p, double[] x, int f, int t, int filters, int width) {
        double sum = p[filters * width + f];
        for (int w = 0; w < width; w++) {
            sum += p[f * width + w] * x[t + w];
        }
        return sum;
    }

    /** Normalised rows, scaled and moved: x (n × d), gamma, beta, weighted by a fixed array. */
    static Model layerNorm(SplittableRandom random, int size) {
        int n = 3 + size;
        int d = 4 + size;
        double[] c = normal(random, 1, n * d);
        return Model.of("layer norm", random, 1.2, n * d + 2 * d).with("x", n, d).with("gamma", d).with("beta", d).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double[] z = normalised(p, i, d, 1e-5);
                for (int j = 0; j < d; j++) {
                    sum += c[i * d + j] * (z[j] * p[n * d + j] + p[n * d + d + j]);
                }
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[n * d + 2 * d];
            for (int i = 0; i < n; i++) {
                double[] z = normalised(p, i, d, s.test("another epsilon") ? 1e-3 : 1e-5);
                double sd = z[d];
                double mean = 0;
                double product = 0;
                for (int j = 0; j < d; j++) {
                    double dz = c[i * d + j] * (s.test("gamma left out") ? 1 : p[n * d + j]);
                    mean += s.test("mean left out") ? 0 : dz / d;
                    product += s.test("variance left out") ? 0 : dz * z[j] / (s.test("n-1") ? d - 1 : d);
                    g[n * d + j] += c[i * d + j] * (s.test("gamma of x") ? p[i * d + j] : z[j]);
                    g[n * d + d + j] = (s.test("beta of the last row") ? 0 : g[n * d + d + j]) + c[i * d + j];
                }
                for (int j = 0; j < d; j++) {
                    g[i * d + j] = (c[i * d + j] * (s.test("gamma left out") ? 1 : p[n * d + j]) - mean - z[j] * product) / (s.test("sd left out") ? 1 : s.test("variance for sd") ? sd * sd : sd);
                }
            }
            for (int j = 0; j < d; j++) {
                g[n * d + j] *= s.test("gamma's sign") ? -1 : s.test("gamma averaged") ? 1.0 / n : 1;
                g[n * d + d + j] *= s.test("beta left out") ? 0 : 1;
            }
            if (s.test("gamma and beta exchanged")) {
                double[] old = g.clone();
                System.arraycopy(old, n * d, g, n * d + d, d);
                System.arraycopy(old, n * d + d, g, n * d, d);
            }
            return g;
        }).slip("another epsilon", "SMALL_TERM").slip("gamma left out").slip("mean left out", "MISSING_TERM").slip("variance left out", "MISSING_TERM").slip("n-1").slip("gamma of x").slip("beta of the last row", "NOT_SUMMED")
                .slip("sd left out").slip("variance for sd").slip("gamma's sign", "SIGN_FLIPPED").slip("gamma averaged", "CONSTANT_FACTOR").slip("beta left out", "ZERO").slip("gamma and beta exchanged", "SWAPPED", "PERMUTED");
    }

    private static double[] normalised(double[] p, int i, int d, double epsilon) {
        double mean = 0;
        for (int j = 0; j < d; j++) {
            mean += p[i * d + j] / d;
        }
        double variance = epsilon;
        for (int j = 0; j < d; j++) {
            variance += Math.pow(p[i * d + j] - mean, 2) / d;
        }
        double[] z = new double[d + 1];
        for (int j = 0; j < d; j++) {
            z[j] = (p[i * d + j] - mean) / Math.sqrt(variance);
        }
        z[d] = Math.sqrt(variance);
        return z;
    }
}
