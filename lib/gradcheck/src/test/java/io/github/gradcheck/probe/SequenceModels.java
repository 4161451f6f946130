package io.github.gradcheck.probe;

import static io.github.gradcheck.probe.Mat.add;
import static io.github.gradcheck.probe.Mat.map;
import static io.github.gradcheck.probe.Mat.mul;
import static io.github.gradcheck.probe.Mat.scaled;
import static io.github.gradcheck.probe.Mat.softmaxBackward;
import static io.github.gradcheck.probe.Mat.softmaxRows;
import static io.github.gradcheck.probe.Mat.t;
import static io.github.gradcheck.probe.Mat.times;

import java.util.List;

/** Recursions over time, and attention. */
final class SequenceModels {
    private static final int T = 6;
    private static final int D = 2;
    private static final int H = 3;
    private static final double[][] X = Mat.random(21, T, D);
    private static final double[][] Y = Mat.random(22, T, H);

    private SequenceModels() {
    }

    private static double[][] row(double[] r) {
        return new double[][] {r};
    }

    // ---- h = tanh(x·W + h·U + b), the squared error of each step

    static ProbedModel recursion() {
        return new ProbedModel("recursion over 6 steps", D * H + H * H + H, check -> check.layout("W", D, H).layout("U", H, H).layout("b", H),
                SequenceModels::recursionLoss, SequenceModels::recursionGradient,
                List.of("h[2]", "h[4]", "b", "U", "a[5]", "W", "h[0]", "h[5]"));
    }

    private static double recursionLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        double[][] wx = in.read(D, H);
        double[][] u = in.read(H, H);
        double[][] b = row(in.read(H));
        double[][] h = new double[1][H];
        double loss = 0;
        for (int s = 0; s < T; s++) {
            double[] a = probe.value("a", add(add(mul(row(X[s]), wx), mul(h, u)), b)[0]);
            h = row(probe.value("h", map(row(a), Math::tanh)[0]));
            for (int j = 0; j < H; j++) {
                loss += 0.5 * (h[0][j] - Y[s][j]) * (h[0][j] - Y[s][j]);
            }
        }
        return loss;
    }

    private static double[] recursionGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[][] wx = in.read(D, H);
        double[][] u = in.read(H, H);
        double[][] b = row(in.read(H));
        double[][] h = new double[T + 1][H];
        for (int s = 0; s < T; s++) {
            h[s + 1] = map(add(add(mul(row(X[s]), wx), mul(row(h[s]), u)), b), Math::tanh)[0];
        }
        double[][] dw = new double[D][H];
        double[][] du = new double[H][H];
        double[][] db = new double[1][H];
        double[][] carried = new double[1][H];
        for (int s = T - 1; s >= 0; s--) {
            // Slip 1: truncated after three steps. Slip 2: a wrong sign in one step.
            double[][] dh = add(Mat.zip(row(h[s + 1]), row(Y[s]), (p, q) -> p - q), slip == 1 && s == 2 ? new double[1][H] : scaled(carried, slip == 2 && s == 4 ? -1 : 1));
            if (slip == 7 && s == 0) {
                dh = scaled(dh, 2);
            }
            if (slip == 8) {
                dh = scaled(dh, 0.5);
            }
            probe.gradient("h", dh[0]);
            double[][] da = times(dh, map(row(h[s + 1]), v -> slip == 5 ? 1 - v : 1 - v * v));
            probe.gradient("a", da[0]);
            dw = add(dw, mul(t(row(X[slip == 6 ? 0 : s])), da));
            du = add(du, mul(t(row(h[slip == 4 ? s + 1 : s])), da));
            db = slip == 3 ? da : add(db, da);
            carried = mul(da, t(u));
        }
        double[] g = new double[w.length];
        new Mat(g).write(dw).write(du).write(db);
        return g;
    }

    // ---- a long short-term memory of one unit for each of H, the last state against a target

    private static final int G = 4;

    static ProbedModel lstm() {
        return new ProbedModel("LSTM over 6 steps", (D + H + 1) * G * H, check -> check.layout("W", D, G * H).layout("U", H, G * H).layout("b", G * H),
                SequenceModels::lstmLoss, SequenceModels::lstmGradient,
                List.of("h[5]", "c[3]", "gates[4]", "b", "U", "c[2]", "h[1]", "gates[0]"));
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    private static double[] gates(double[] x, double[] h, double[][] w, double[][] u, double[] b) {
        return add(add(mul(row(x), w), mul(row(h), u)), row(b))[0];
    }

    private static double lstmLoss(double[] theta, Probe probe) {
        Mat in = new Mat(theta);
        double[][] w = in.read(D, G * H);
        double[][] u = in.read(H, G * H);
        double[] b = in.read(G * H);
        double[] h = new double[H];
        double[] c = new double[H];
        for (int s = 0; s < T; s++) {
            double[] gates = probe.value("gates", gates(X[s], h, w, u, b));
            double[] next = new double[H];
            for (int j = 0; j < H; j++) {
                next[j] = sigmoid(gates[H + j]) * c[j] + sigmoid(gates[j]) * Math.tanh(gates[2 * H + j]);
            }
            c = probe.value("c", next);
            double[] out = new double[H];
            for (int j = 0; j < H; j++) {
                out[j] = sigmoid(gates[3 * H + j]) * Math.tanh(c[j]);
            }
            h = probe.value("h", out);
        }
        double loss = 0;
        for (int j = 0; j < H; j++) {
            loss += (h[j] - Y[0][j]) * (h[j] - Y[0][j]);
        }
        return loss;
    }

    private static double[] lstmGradient(double[] theta, Probe probe, int slip) {
        Mat in = new Mat(theta);
        double[][] w = in.read(D, G * H);
        double[][] u = in.read(H, G * H);
        double[] b = in.read(G * H);
        double[][] h = new double[T + 1][H];
        double[][] c = new double[T + 1][H];
        double[][] gates = new double[T][];
        for (int s = 0; s < T; s++) {
            gates[s] = gates(X[s], h[s], w, u, b);
            for (int j = 0; j < H; j++) {
                c[s + 1][j] = sigmoid(gates[s][H + j]) * c[s][j] + sigmoid(gates[s][j]) * Math.tanh(gates[s][2 * H + j]);
                h[s + 1][j] = sigmoid(gates[s][3 * H + j]) * Math.tanh(c[s + 1][j]);
            }
        }
        double[] dh = new double[H];
        double[] carriedC = new double[H];
        for (int j = 0; j < H; j++) {
            dh[j] = (slip == 1 ? 1 : 2) * (h[T][j] - Y[0][j]);
        }
        double[][] dw = new double[D][G * H];
        double[][] du = new double[H][G * H];
        double[][] db = new double[1][G * H];
        for (int s = T - 1; s >= 0; s--) {
            probe.gradient("h", dh);
            double[] dc = new double[H];
            double[] dg = new double[G * H];
            for (int j = 0; j < H; j++) {
                double tanh = Math.tanh(c[s + 1][j]);
                double o = sigmoid(gates[s][3 * H + j]);
                dc[j] = (slip == 2 && s == 3 ? 0 : carriedC[j]) + dh[j] * o * (slip == 6 && s == 2 ? 1 : 1 - tanh * tanh);
            }
            probe.gradient("c", dc);
            for (int j = 0; j < H; j++) {
                double i = sigmoid(gates[s][j]);
                double f = sigmoid(gates[s][H + j]);
                double g = Math.tanh(gates[s][2 * H + j]);
                double o = sigmoid(gates[s][3 * H + j]);
                dg[j] = dc[j] * g * i * (1 - i);
                dg[H + j] = dc[j] * (slip == 3 && s == 4 ? c[s + 1][j] : c[s][j]) * f * (1 - f);
                dg[2 * H + j] = dc[j] * i * (1 - g * g);
                dg[3 * H + j] = dh[j] * Math.tanh(c[s + 1][j]) * (slip == 8 && s == 0 ? o : o * (1 - o));
                carriedC[j] = dc[j] * f;
            }
            probe.gradient("gates", dg);
            dw = add(dw, mul(t(row(X[s])), row(dg)));
            du = add(du, mul(t(row(h[slip == 5 ? s + 1 : s])), row(dg)));
            db = slip == 4 ? row(dg) : add(db, row(dg));
            dh = mul(row(dg), t(u))[0];
            if (slip == 7 && s == 2) {
                dh[0] = 0;
            }
        }
        double[] all = new double[theta.length];
        new Mat(all).write(dw).write(du).write(db);
        return all;
    }

    // ---- attention of one head, the sum of squares of what it gives

    static ProbedModel attention() {
        return new ProbedModel("attention", 3 * D * H, check -> check.layout("Wq", D, H).layout("Wk", D, H).layout("Wv", D, H),
                SequenceModels::attentionLoss, SequenceModels::attentionGradient, List.of("out", "V", "P", "S", "Q", "K", "Q, K", "Wv", "Wk"));
    }

    private static double attentionLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        double[][] q = probe.value("Q", mul(X, in.read(D, H)));
        double[][] k = probe.value("K", mul(X, in.read(D, H)));
        double[][] v = probe.value("V", mul(X, in.read(D, H)));
        double[][] s = scaled(mul(q, t(k)), 1 / Math.sqrt(H));
        for (int i = 0; i < T; i++) {
            for (int j = i + 1; j < T; j++) {
                s[i][j] = Double.NEGATIVE_INFINITY;
            }
        }
        double[][] p = probe.value("P", softmaxRows(probe.value("S", s)));
        double[][] out = probe.value("out", mul(p, v));
        return Mat.sum(Mat.zip(out, Y, (a, b) -> (a - b) * (a - b)));
    }

    private static double[] attentionGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[][] q = mul(X, in.read(D, H));
        double[][] k = mul(X, in.read(D, H));
        double[][] v = mul(X, in.read(D, H));
        double[][] s = scaled(mul(q, t(k)), 1 / Math.sqrt(H));
        for (int i = 0; i < T; i++) {
            for (int j = i + 1; j < T; j++) {
                s[i][j] = Double.NEGATIVE_INFINITY;
            }
        }
        double[][] p = softmaxRows(s);
        double[][] dOut = scaled(Mat.zip(mul(p, v), Y, (a, b) -> a - b), slip == 1 ? 1 : 2);
        probe.gradient("out", dOut);
        double[][] dv = mul(slip == 2 ? p : t(p), dOut);
        probe.gradient("V", dv);
        double[][] dp = mul(dOut, t(slip == 3 ? k : v));
        probe.gradient("P", dp);
        double[][] ds = slip == 4 ? times(p, dp) : softmaxBackward(p, dp);
        probe.gradient("S", ds);
        double[][] raw = scaled(ds, slip == 7 ? 1 : 1 / Math.sqrt(H));
        double[][] dq = mul(raw, slip == 5 ? q : k);
        probe.gradient("Q", dq);
        double[][] dk = mul(slip == 6 ? raw : t(raw), q);
        probe.gradient("K", dk);
        double[] g = new double[w.length];
        new Mat(g).write(mul(t(X), dq)).write(mul(t(X), slip == 9 ? dq : dk)).write(mul(t(X), slip == 8 ? dOut : dv));
        return g;
    }
}
