package io.github.gradcheck.probe;

import static io.github.gradcheck.probe.Mat.map;
import static io.github.gradcheck.probe.Mat.mul;
import static io.github.gradcheck.probe.Mat.scaled;
import static io.github.gradcheck.probe.Mat.t;

import java.util.List;

/** Models of statistics: log-likelihoods. */
final class LikelihoodModels {
    private static final int N = 6;
    private static final double[] AT = Mat.random(31, 1, N)[0];
    private static final double[] Y = Mat.random(32, 1, N)[0];

    private LikelihoodModels() {
    }

    // ---- the marginal likelihood of a Gaussian process: a log determinant and a quadratic form

    static ProbedModel gaussianProcess() {
        return new ProbedModel("Gaussian process", 3, check -> check.layout("logLength").layout("logAmplitude").layout("logNoise"),
                LikelihoodModels::processLoss, LikelihoodModels::processGradient,
                List.of("alpha", "K", "K", "K", "E", "logAmplitude", "logNoise", "logLength", "logLength"));
    }

    private static double[][] squares(double length) {
        double[][] e = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                e[i][j] = -(AT[i] - AT[j]) * (AT[i] - AT[j]) / (2 * length * length);
            }
        }
        return e;
    }

    private static double[][] covariance(double[][] e, double amplitude, double noise) {
        double[][] k = map(e, v -> amplitude * amplitude * Math.exp(v));
        for (int i = 0; i < N; i++) {
            k[i][i] += noise * noise;
        }
        return k;
    }

    /** By Gauss and Jordan; the logarithm of the determinant goes to its one entry. */
    private static double[][] inverse(double[][] a, double[] logDeterminant) {
        double[][] m = map(a, v -> v);
        double[][] inverse = new double[N][N];
        for (int i = 0; i < N; i++) {
            inverse[i][i] = 1;
        }
        for (int c = 0; c < N; c++) {
            double pivot = m[c][c];
            logDeterminant[0] += Math.log(pivot);
            for (int j = 0; j < N; j++) {
                m[c][j] /= pivot;
                inverse[c][j] /= pivot;
            }
            for (int r = 0; r < N; r++) {
                double by = r == c ? 0 : m[r][c];
                for (int j = 0; j < N; j++) {
                    m[r][j] -= by * m[c][j];
                    inverse[r][j] -= by * inverse[c][j];
                }
            }
        }
        return inverse;
    }

    private static double processLoss(double[] w, Probe probe) {
        double[][] e = probe.value("E", squares(Math.exp(w[0])));
        double[][] k = probe.value("K", covariance(e, Math.exp(w[1]), Math.exp(w[2])));
        double[] logDeterminant = new double[1];
        double[][] inverse = inverse(k, logDeterminant);
        double[] alpha = probe.value("alpha", t(mul(inverse, t(new double[][] {Y})))[0]);
        double fit = 0;
        for (int i = 0; i < N; i++) {
            fit += 0.5 * Y[i] * alpha[i];
        }
        return fit + 0.5 * logDeterminant[0];
    }

    private static double[] processGradient(double[] w, Probe probe, int slip) {
        double length = Math.exp(w[0]);
        double amplitude = Math.exp(w[1]);
        double noise = Math.exp(w[2]);
        double[][] e = squares(length);
        double[][] inverse = inverse(covariance(e, amplitude, noise), new double[1]);
        double[] alpha = t(mul(inverse, t(new double[][] {Y})))[0];
        double[] dAlpha = new double[N];
        for (int i = 0; i < N; i++) {
            dAlpha[i] = (slip == 1 ? 1 : 0.5) * Y[i];
        }
        probe.gradient("alpha", dAlpha);
        // d alpha = −K⁻¹·dK·alpha, and d log det K = tr(K⁻¹·dK)
        double[][] left = mul(new double[][] {dAlpha}, inverse);
        double[][] dk = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                dk[i][j] = (slip == 2 ? 1 : -1) * left[0][i] * alpha[j] + (slip == 3 ? 1 : slip == 4 && i != j ? 0 : 0.5) * inverse[j][i];
            }
        }
        probe.gradient("K", dk);
        double[][] de = new double[N][N];
        double dAmplitude = 0;
        double dNoise = 0;
        double dLength = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double kernel = amplitude * amplitude * Math.exp(e[i][j]);
                de[i][j] = dk[i][j] * (slip == 5 ? Math.exp(e[i][j]) : kernel);
                dAmplitude += dk[i][j] * (slip == 6 ? 1 : 2) * kernel;
            }
            dNoise += dk[i][i] * 2 * noise * (slip == 7 ? 1 : noise);
        }
        probe.gradient("E", de);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                dLength += de[i][j] * (slip == 8 ? 2 : -2) * e[i][j] / (slip == 9 ? length : 1);
            }
        }
        return new double[] {dLength, dAmplitude, dNoise};
    }

    // ---- a mixture of three normal distributions

    private static final int M = 3;

    static ProbedModel mixture() {
        return new ProbedModel("mixture of normals", 3 * M, check -> check.layout("logits", M).layout("mean", M).layout("logScale", M),
                LikelihoodModels::mixtureLoss, LikelihoodModels::mixtureGradient, List.of("joint", "joint", "z", "mean", "logScale", "logWeight", "logits", "logScale"));
    }

    private static double[] logWeights(double[] logits) {
        double sum = 0;
        for (double v : logits) {
            sum += Math.exp(v);
        }
        double all = Math.log(sum);
        double[] log = logits.clone();
        for (int m = 0; m < M; m++) {
            log[m] -= all;
        }
        return log;
    }

    private static double mixtureLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        double[] logWeight = probe.value("logWeight", logWeights(in.read(M)));
        double[] mean = in.read(M);
        double[] logScale = in.read(M);
        double[][] z = new double[N][M];
        for (int i = 0; i < N; i++) {
            for (int m = 0; m < M; m++) {
                z[i][m] = (Y[i] - mean[m]) / Math.exp(logScale[m]);
            }
        }
        z = probe.value("z", z);
        double[][] joint = new double[N][M];
        for (int i = 0; i < N; i++) {
            for (int m = 0; m < M; m++) {
                joint[i][m] = logWeight[m] - logScale[m] - 0.5 * z[i][m] * z[i][m];
            }
        }
        joint = probe.value("joint", joint);
        double loss = 0;
        for (double[] row : joint) {
            double sum = 0;
            for (double v : row) {
                sum += Math.exp(v);
            }
            loss -= Math.log(sum);
        }
        return loss;
    }

    private static double[] mixtureGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[] logWeight = logWeights(in.read(M));
        double[] mean = in.read(M);
        double[] logScale = in.read(M);
        double[][] z = new double[N][M];
        double[][] joint = new double[N][M];
        for (int i = 0; i < N; i++) {
            for (int m = 0; m < M; m++) {
                z[i][m] = (Y[i] - mean[m]) / Math.exp(logScale[m]);
                joint[i][m] = logWeight[m] - logScale[m] - 0.5 * z[i][m] * z[i][m];
            }
        }
        double[][] dJoint = scaled(slip == 1 ? map(joint, Math::exp) : Mat.softmaxRows(joint), slip == 2 ? 1 : -1);
        probe.gradient("joint", dJoint);
        double[] dWeight = Mat.columnSums(dJoint);
        if (slip == 6) {
            dWeight = dJoint[0];
        }
        probe.gradient("logWeight", dWeight);
        double[][] dz = Mat.times(dJoint, slip == 3 ? z : scaled(z, -1));
        probe.gradient("z", dz);
        double[] dMean = new double[M];
        double[] dScale = slip == 5 ? new double[M] : scaled(new double[][] {Mat.columnSums(dJoint)}, -1)[0];
        double[] dLogits = new double[M];
        for (int m = 0; m < M; m++) {
            for (int i = 0; i < N; i++) {
                dMean[m] -= dz[i][m] / (slip == 4 ? Math.exp(2 * logScale[m]) : Math.exp(logScale[m]));
                dScale[m] += (slip == 8 ? 1 : -1) * dz[i][m] * z[i][m];
            }
            dLogits[m] = dWeight[m];
        }
        double total = dWeight[0] + dWeight[1] + dWeight[2];
        for (int m = 0; m < M; m++) {
            dLogits[m] -= slip == 7 ? 0 : total * Math.exp(logWeight[m]);
        }
        double[] g = new double[w.length];
        new Mat(g).write(dLogits).write(dMean).write(dScale);
        return g;
    }

    // ---- counts with a logarithm as link, an offset and a penalty

    private static final int D = 3;
    private static final double[][] X = Mat.random(33, N, D);
    private static final double[] COUNTS = {0, 2, 1, 5, 3, 1};
    private static final double RIDGE = 0.3;

    static ProbedModel poisson() {
        return new ProbedModel("Poisson regression, penalty", D + 1, check -> check.layout("beta", D).layout("offset"),
                LikelihoodModels::poissonLoss, LikelihoodModels::poissonGradient, List.of("rate", "eta", "beta", "offset", "beta", "rate"));
    }

    private static double[] eta(double[] w) {
        double[] eta = new double[N];
        for (int i = 0; i < N; i++) {
            eta[i] = w[D];
            for (int j = 0; j < D; j++) {
                eta[i] += X[i][j] * w[j];
            }
        }
        return eta;
    }

    private static double poissonLoss(double[] w, Probe probe) {
        double[] eta = probe.value("eta", eta(w));
        double[] rate = probe.value("rate", map(new double[][] {eta}, Math::exp)[0]);
        double loss = 0;
        for (int i = 0; i < N; i++) {
            loss += rate[i] - COUNTS[i] * Math.log(rate[i]);
        }
        for (int j = 0; j < D; j++) {
            loss += RIDGE * w[j] * w[j];
        }
        return loss;
    }

    private static double[] poissonGradient(double[] w, Probe probe, int slip) {
        double[] rate = map(new double[][] {eta(w)}, Math::exp)[0];
        double[] dRate = new double[N];
        double[] dEta = new double[N];
        double[] g = new double[w.length];
        for (int i = 0; i < N; i++) {
            dRate[i] = (slip == 6 ? 0 : 1) - COUNTS[i] / (slip == 1 ? rate[i] * rate[i] : rate[i]);
            dEta[i] = dRate[i] * (slip == 2 ? 1 : rate[i]);
            for (int j = 0; j < D; j++) {
                g[j] += dEta[i] * X[i][j];
            }
            g[D] = slip == 4 ? dEta[i] : g[D] + dEta[i];
        }
        probe.gradient("rate", dRate);
        probe.gradient("eta", dEta);
        for (int j = 0; j < D; j++) {
            g[j] += slip == 3 ? RIDGE * w[j] : slip == 5 ? 0 : 2 * RIDGE * w[j];
        }
        return g;
    }

    // ---- rows of two factors picked with repeats

    private static final int ROWS = 3;
    private static final int RANK = 2;
    private static final int[][] PAIRS = {{0, 1}, {0, 2}, {2, 1}, {1, 0}, {0, 0}};

    static ProbedModel factors() {
        return new ProbedModel("factors, picked with repeats", 2 * ROWS * RANK + ROWS, check -> check.layout("P", ROWS, RANK).layout("Q", ROWS, RANK).layout("bias", ROWS),
                LikelihoodModels::factorLoss, LikelihoodModels::factorGradient, List.of("P", "bias", "predicted[2]", "Q", "predicted[0], predicted[1], predicted[2], predicted[3], …"));
    }

    private static double factorLoss(double[] w, Probe probe) {
        Mat in = new Mat(w);
        double[][] p = in.read(ROWS, RANK);
        double[][] q = in.read(ROWS, RANK);
        double[] bias = in.read(ROWS);
        double loss = 0;
        for (int i = 0; i < PAIRS.length; i++) {
            double predicted = bias[PAIRS[i][0]];
            for (int r = 0; r < RANK; r++) {
                predicted += p[PAIRS[i][0]][r] * q[PAIRS[i][1]][r];
            }
            predicted = probe.value("predicted", predicted);
            loss += (predicted - Y[i]) * (predicted - Y[i]);
        }
        return loss;
    }

    /** In the order of the function: no step is computed from another. */
    private static double[] factorGradient(double[] w, Probe probe, int slip) {
        Mat in = new Mat(w);
        double[][] p = in.read(ROWS, RANK);
        double[][] q = in.read(ROWS, RANK);
        double[] bias = in.read(ROWS);
        double[][] dp = new double[ROWS][RANK];
        double[][] dq = new double[ROWS][RANK];
        double[] db = new double[ROWS];
        for (int i = 0; i < PAIRS.length; i++) {
            int a = PAIRS[i][0];
            int b = PAIRS[i][1];
            double predicted = bias[a] + p[a][0] * q[b][0] + p[a][1] * q[b][1];
            double d = (slip == 3 && i == 2 ? -2 : slip == 5 ? 1 : 2) * (predicted - Y[i]);
            probe.gradient("predicted", d);
            for (int r = 0; r < RANK; r++) {
                dp[a][r] = slip == 1 ? d * q[b][r] : dp[a][r] + d * q[b][r];
                dq[slip == 4 ? a : b][r] += d * p[a][r];
            }
            db[a] = slip == 2 ? d : db[a] + d;
        }
        double[] g = new double[w.length];
        new Mat(g).write(dp).write(dq).write(db);
        return g;
    }
}
