package io.github.gradcheck.probe;

import static io.github.gradcheck.probe.Mat.add;
import static io.github.gradcheck.probe.Mat.columnSums;
import static io.github.gradcheck.probe.Mat.map;
import static io.github.gradcheck.probe.Mat.mul;
import static io.github.gradcheck.probe.Mat.plusRow;
import static io.github.gradcheck.probe.Mat.scaled;
import static io.github.gradcheck.probe.Mat.softmaxRows;
import static io.github.gradcheck.probe.Mat.t;
import static io.github.gradcheck.probe.Mat.times;

import io.github.gradcheck.ndarray.NDArray;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Nets of layers. */
final class LayerModels {
    private static final int N = 5;
    private static final int D = 3;
    private static final int H = 4;
    private static final int C = 3;
    private static final double[][] X = Mat.random(11, N, D);
    private static final int[] LABELS = {0, 2, 1, 1, 0};

    private LayerModels() {
    }

    private static double crossEntropy(double[][] scores) {
        double[][] p = softmaxRows(scores);
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum -= Math.log(p[i][LABELS[i]]);
        }
        return sum / N;
    }

    private static double[][] crossEntropyBackward(double[][] scores, double by) {
        double[][] d = softmaxRows(scores);
        for (int i = 0; i < N; i++) {
            d[i][LABELS[i]] -= 1;
        }
        return scaled(d, by);
    }

    // ---- relu, soft-max, a penalty

    private static final double PENALTY = 0.1;

    static ProbedModel twoLayers() {
        return new ProbedModel("two layers, relu, softmax", D * H + H + H * C + C, check -> check.layout("W1", D, H).layout("b1", H).layout("W2", H, C).layout("b2", C),
                LayerModels::twoLayerLoss, LayerModels::twoLayerGradient,
                List.of("scores", "W2", "b2", "h", "a", "W1", "b1", "W1", "W2", "a"));
    }

    private static double twoLayerLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        double[][] w1 = in.read(D, H);
        double[][] a = probe.value("a", plusRow(mul(X, w1), in.read(H)));
        double[][] h = probe.value("h", map(a, v -> Math.max(v, 0)));
        double[][] w2 = in.read(H, C);
        double[][] scores = probe.value("scores", plusRow(mul(h, w2), in.read(C)));
        return crossEntropy(scores) + PENALTY / 2 * (Mat.sum(times(w1, w1)) + Mat.sum(times(w2, w2)));
    }

    private static double[] twoLayerGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[][] w1 = in.read(D, H);
        double[][] a = plusRow(mul(X, w1), in.read(H));
        double[][] h = map(a, v -> Math.max(v, 0));
        double[][] w2 = in.read(H, C);
        double[][] scores = plusRow(mul(h, w2), in.read(C));
        double[][] ds = crossEntropyBackward(scores, slip == 1 ? 1 : 1.0 / N);
        probe.gradient("scores", ds);
        double[][] dw2 = add(mul(t(slip == 2 ? a : h), ds), scaled(w2, slip == 9 ? 2 * PENALTY : PENALTY));
        double[] db2 = slip == 3 ? ds[0] : columnSums(ds);
        double[][] dh = mul(ds, t(slip == 4 ? scaled(w2, -1) : w2));
        probe.gradient("h", dh);
        double[][] da = slip == 10 ? map(dh, v -> v) : times(dh, map(a, v -> slip == 5 ? v < 0 ? 1 : 0 : v > 0 ? 1 : 0));
        probe.gradient("a", da);
        double[][] dw1 = add(mul(t(X), da), scaled(w1, slip == 6 ? 0 : PENALTY));
        double[] db1 = columnSums(slip == 7 ? dh : da);
        double[] g = new double[w.length];
        new Mat(g).write(slip == 8 ? scaled(dw1, 1.001) : dw1).write(db1).write(dw2).write(db2);
        return g;
    }

    // ---- layer norm and GELU

    static ProbedModel layerNorm() {
        return new ProbedModel("layer norm, tanh, squared error", D * H + 2 * H + H, check -> check.layout("W", D, H).layout("gain", H).layout("shift", H).layout("v", H),
                LayerModels::normLoss, LayerModels::normGradient, List.of("out", "v", "h", "normed", "gain", "shift", "z", "z", "z", "W"));
    }

    private static double[][] normed(double[][] z, double[] deviations) {
        double[][] n = map(z, v -> v);
        for (int i = 0; i < z.length; i++) {
            double mean = columnSums(t(z))[i] / H;
            double square = 0;
            for (int j = 0; j < H; j++) {
                square += (z[i][j] - mean) * (z[i][j] - mean) / H;
            }
            deviations[i] = Math.sqrt(square + 1e-5);
            for (int j = 0; j < H; j++) {
                n[i][j] = (z[i][j] - mean) / deviations[i];
            }
        }
        return n;
    }

    private static double normLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        NDArray z = probe.value("z", NDArray.of(mul(X, in.read(D, H))));
        double[][] n = probe.value("normed", normed(new Mat(z.toArray()).read(N, H), new double[N]));
        double[][] gain = {in.read(H)};
        double[] shift = in.read(H);
        double[][] h = probe.value("h", map(plusRow(scaleColumns(n, gain[0]), shift), Math::tanh));
        double[] out = probe.value("out", t(mul(h, t(new double[][] {in.read(H)})))[0]);
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += (out[i] - LABELS[i]) * (out[i] - LABELS[i]) / N;
        }
        return sum;
    }

    private static double[][] scaleColumns(double[][] a, double[] by) {
        double[][] c = map(a, v -> v);
        for (double[] row : c) {
            for (int j = 0; j < by.length; j++) {
                row[j] *= by[j];
            }
        }
        return c;
    }

    private static double[] normGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[][] z = mul(X, in.read(D, H));
        double[] deviations = new double[N];
        double[][] n = normed(z, deviations);
        double[] gain = in.read(H);
        double[][] h = map(plusRow(scaleColumns(n, gain), in.read(H)), Math::tanh);
        double[] v = in.read(H);
        double[][] out = mul(h, t(new double[][] {v}));
        double[][] dOut = new double[N][1];
        for (int i = 0; i < N; i++) {
            dOut[i][0] = (slip == 1 ? 1 : 2) * (out[i][0] - LABELS[i]) / N;
        }
        probe.gradient("out", t(dOut)[0]);
        double[] dv = t(mul(t(slip == 2 ? n : h), dOut))[0];
        double[][] dh = mul(dOut, new double[][] {slip == 3 ? gain : v});
        probe.gradient("h", dh);
        double[][] da = times(dh, map(h, u -> 1 - u * u));
        double[][] dn = scaleColumns(slip == 4 ? dh : da, gain);
        probe.gradient("normed", dn);
        double[] dGain = columnSums(slip == 5 ? da : times(da, n));
        double[] dShift = slip == 6 ? columnSums(dh) : columnSums(da);
        double[][] dz = new double[N][H];
        for (int i = 0; i < N; i++) {
            double mean = 0;
            double along = 0;
            for (int j = 0; j < H; j++) {
                mean += dn[i][j] / H;
                along += dn[i][j] * n[i][j] / H;
            }
            for (int j = 0; j < H; j++) {
                dz[i][j] = (dn[i][j] - (slip == 7 ? 0 : mean) - (slip == 8 ? 0 : n[i][j] * along)) / (slip == 9 ? deviations[0] : deviations[i]);
            }
        }
        probe.gradient("z", NDArray.of(dz));
        double[] g = new double[w.length];
        new Mat(g).write(mul(t(slip == 10 ? map(X, Math::abs) : X), dz)).write(dGain).write(dShift).write(dv);
        return g;
    }

    // ---- a convolution, pooled

    private static final double[] SIGNAL = Mat.random(12, 1, 12)[0];
    private static final int WIDTH = 3;

    static ProbedModel convolution() {
        return new ProbedModel("convolution, sigmoid, max-pool", WIDTH + 1 + 5, check -> check.layout("kernel", WIDTH).layout("bias").layout("v", 5),
                LayerModels::convolutionLoss, LayerModels::convolutionGradient, List.of("out", "v", "pooled", "s", "c", "kernel", "bias", "kernel"));
    }

    private static double[] convolved(double[] kernel, double bias) {
        double[] c = new double[SIGNAL.length - WIDTH + 1];
        for (int i = 0; i < c.length; i++) {
            c[i] = bias;
            for (int k = 0; k < WIDTH; k++) {
                c[i] += kernel[k] * SIGNAL[i + k];
            }
        }
        return c;
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    private static double[] each(double[] a, DoubleUnaryOperator f) {
        return java.util.Arrays.stream(a).map(f).toArray();
    }

    private static double[] pooled(double[] s) {
        double[] p = new double[s.length / 2];
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.max(s[2 * i], s[2 * i + 1]);
        }
        return p;
    }

    private static double convolutionLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        double[] c = probe.value("c", convolved(in.read(WIDTH), in.read(1)[0]));
        double[] s = probe.value("s", each(c, LayerModels::sigmoid));
        double[] p = probe.value("pooled", pooled(s));
        double[] v = in.read(5);
        double out = 0;
        for (int i = 0; i < 5; i++) {
            out += v[i] * p[i];
        }
        out = probe.value("out", out);
        return Math.log(1 + Math.exp(-out));
    }

    private static double[] convolutionGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[] c = convolved(in.read(WIDTH), in.read(1)[0]);
        double[] s = each(c, LayerModels::sigmoid);
        double[] p = pooled(s);
        double[] v = in.read(5);
        double out = 0;
        for (int i = 0; i < 5; i++) {
            out += v[i] * p[i];
        }
        double dOut = slip == 1 ? sigmoid(-out) : -sigmoid(-out);
        probe.gradient("out", dOut);
        double[] dv = each(slip == 2 ? each(p, u -> u * u) : p, u -> dOut * u);
        double[] dp = each(v, u -> slip == 3 ? dOut * Math.abs(u) : dOut * u);
        probe.gradient("pooled", dp);
        double[] ds = new double[s.length];
        for (int i = 0; i < 5; i++) {
            int at = slip == 4 || s[2 * i] >= s[2 * i + 1] ? 2 * i : 2 * i + 1;
            ds[at] = dp[i];
        }
        probe.gradient("s", ds);
        double[] dc = new double[s.length];
        for (int i = 0; i < s.length; i++) {
            dc[i] = ds[i] * s[i] * (slip == 5 ? 1 + s[i] : 1 - s[i]);
        }
        probe.gradient("c", dc);
        double[] dKernel = new double[WIDTH];
        double dBias = 0;
        for (int i = 0; i < s.length; i++) {
            for (int k = 0; k < WIDTH; k++) {
                double term = dc[i] * SIGNAL[slip == 6 ? i : i + k];
                dKernel[k] = slip == 8 ? term : dKernel[k] + term;
            }
            dBias = slip == 7 ? dc[i] : dBias + dc[i];
        }
        double[] g = new double[w.length];
        new Mat(g).write(dKernel).write(new double[] {dBias}).write(dv);
        return g;
    }

    // ---- a residual connection, where one value has two uses

    static ProbedModel residual() {
        return new ProbedModel("residual block, softmax", D * C + C * C, check -> check.layout("W", D, C).layout("U", C, C),
                LayerModels::residualLoss, LayerModels::residualGradient, List.of("y", "branch", "U", "x", "x", "W"));
    }

    private static double residualLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        double[][] x = probe.value("x", map(mul(X, in.read(D, C)), Math::sin));
        double[][] branch = probe.value("branch", map(mul(x, in.read(C, C)), Math::tanh));
        double[][] y = probe.value("y", add(x, branch));
        return crossEntropy(y);
    }

    private static double[] residualGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[][] z = mul(X, in.read(D, C));
        double[][] x = map(z, Math::sin);
        double[][] u = in.read(C, C);
        double[][] branch = map(mul(x, u), Math::tanh);
        double[][] dy = crossEntropyBackward(add(x, branch), slip == 1 ? 1 : 1.0 / N);
        probe.gradient("y", dy);
        double[][] dx = slip == 4 ? new double[N][C] : map(dy, v -> v);
        double[][] dBranch = slip == 2 ? scaled(dy, 0.5) : dy;
        probe.gradient("branch", dBranch);
        double[][] da = times(dBranch, map(branch, v -> 1 - v * v));
        double[][] du = mul(t(x), slip == 3 ? dBranch : da);
        dx = slip == 5 ? mul(da, t(u)) : add(dx, mul(da, t(u)));
        probe.gradient("x", dx);
        double[] g = new double[w.length];
        new Mat(g).write(mul(t(X), times(dx, map(z, slip == 6 ? Math::sin : Math::cos)))).write(du);
        return g;
    }
}
