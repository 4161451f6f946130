package io.github.gradcheck.causes;

import static io.github.gradcheck.causes.Model.below;
import static io.github.gradcheck.causes.Model.dot;
import static io.github.gradcheck.causes.Model.normal;
import static io.github.gradcheck.causes.Model.rows;
import static io.github.gradcheck.causes.Model.sigmoid;
import static io.github.gradcheck.causes.Model.softmax;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Likelihoods of statistics, with parameters on a log or another scale. */
final class Likelihoods {
    private Likelihoods() {
    }

    /** Observations with a standard deviation for each group, given by its logarithm. */
    static Model groups(SplittableRandom random, int size) {
        int k = 4 + size;
        int n = 3 * k;
        double[] y = normal(random, 1.5, n);
        return Model.of("normal groups, log standard deviations", random, 0.5, 2 * k).with("mean", k).with("logSd", k).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double z = (y[i] - p[i % k]) / Math.exp(p[k + i % k]);
                sum += p[k + i % k] + z * z / 2;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[2 * k];
            for (int i = 0; i < n; i++) {
                int c = i % k;
                double sd = Math.exp(p[k + c]);
                double z = (y[i] - p[c]) / sd;
                double mean = s.test("divided by sd once") ? -z : -z / sd;
                double scale = s.test("log term left out") ? -z * z : s.test("square left out") ? 1 : 1 - z * z;
                g[c] = s.test("means overwritten") ? mean : g[c] + mean;
                g[k + c] += s.test("by the sd, not its logarithm") ? scale / sd : s.test("by the variance's logarithm") ? scale / 2 : s.test("by the variance") ? scale / (2 * sd * sd) : scale;
            }
            for (int c = 0; c < k; c++) {
                g[c] = s.test("sign of the means") ? -g[c] : s.test("groups shifted") ? g[c] : g[c];
            }
            if (s.test("groups shifted")) {
                double[] old = g.clone();
                for (int c = 0; c < k; c++) {
                    g[c] = old[(c + k - 1) % k];
                }
            }
            if (s.test("order sd, mean")) {
                double[] old = g.clone();
                System.arraycopy(old, k, g, 0, k);
                System.arraycopy(old, 0, g, k, k);
            }
            return g;
        }).slip("divided by sd once", "CHAIN_FACTOR").slip("log term left out", "MISSING_TERM").slip("square left out", "ALL_EQUAL").slip("means overwritten", "NOT_SUMMED")
                .slip("by the sd, not its logarithm", "CHAIN_FACTOR").slip("by the variance's logarithm", "CONSTANT_FACTOR").slip("by the variance", "CHAIN_FACTOR")
                .slip("sign of the means", "SIGN_FLIPPED").slip("groups shifted", "SHIFTED", "PERMUTED").slip("order sd, mean", "SWAPPED", "SHIFTED", "PERMUTED");
    }

    static Model mixture(SplittableRandom random, int size) {
        int k = 2 + size;
        int n = 8 + 2 * size;
        double[] y = normal(random, 2, n);
        return Model.of("normal mixture", random, 0.7, 3 * k).with("logit", k).with("mean", k).with("logSd", k).loss(p -> {
            double[] weight = softmax(Arrays.copyOf(p, k));
            double sum = 0;
            for (double each : y) {
                double density = 0;
                for (int c = 0; c < k; c++) {
                    double z = (each - p[k + c]) / Math.exp(p[2 * k + c]);
                    density += weight[c] * Math.exp(-z * z / 2 - p[2 * k + c]);
                }
                sum -= Math.log(density);
            }
            return sum;
        }).gradient((p, s) -> {
            double[] weight = softmax(Arrays.copyOf(p, k));
            double[] g = new double[3 * k];
            for (double each : y) {
                double[] part = new double[k];
                for (int c = 0; c < k; c++) {
                    double z = (each - p[k + c]) / Math.exp(p[2 * k + c]);
                    part[c] = (s.test("weights not in the responsibilities") ? 1 : weight[c]) * Math.exp(-z * z / 2 - (s.test("sd not in the responsibilities") ? 0 : p[2 * k + c]));
                }
                double total = Arrays.stream(part).sum();
                for (int c = 0; c < k; c++) {
                    double sd = Math.exp(p[2 * k + c]);
                    double z = (each - p[k + c]) / sd;
                    double r = part[c] / total;
                    g[c] -= s.test("softmax by its shares") ? r / weight[c] : s.test("sum of weights left out") ? r : r - weight[c];
                    g[k + c] -= r * z / (s.test("divided by sd once") ? 1 : sd);
                    g[2 * k + c] -= r * (s.test("log sd left out") ? z * z : z * z - 1) / (s.test("by sd") ? sd : 1);
                }
            }
            for (int c = 0; c < 3 * k; c++) {
                g[c] *= s.test("likelihood, not minus it") ? -1 : s.test("averaged") ? 1.0 / n : s.test("means halved") && c / k == 1 ? 0.5 : s.test("no sd gradient") && c / k == 2 ? 0 : 1;
            }
            return g;
        }).slip("weights not in the responsibilities").slip("sd not in the responsibilities").slip("softmax by its shares").slip("sum of weights left out", "MISSING_TERM").slip("divided by sd once", "CHAIN_FACTOR")
                .slip("log sd left out", "MISSING_TERM").slip("by sd", "CHAIN_FACTOR").slip("likelihood, not minus it", "SIGN_FLIPPED").slip("averaged", "CONSTANT_FACTOR").slip("means halved", "CONSTANT_FACTOR")
                .slip("no sd gradient", "ZERO");
    }

    static Model cox(SplittableRandom random, int size) {
        int d = 3 + size;
        int n = 9 + size;
        double[][] x = rows(random, n, d);
        boolean[] died = new boolean[n];
        for (int i = 0; i < n; i++) {
            died[i] = i == 0 || random.nextInt(3) > 0;
        }
        return Model.of("Cox regression", random, 0.5, d).with("beta", d).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double risk = 0;
                for (int j = i; j < n; j++) {
                    risk += Math.exp(dot(p, 0, x[j]));
                }
                sum += died[i] ? Math.log(risk) - dot(p, 0, x[i]) : 0;
            }
            for (int j = 0; j < d; j++) {
                sum += 0.05 * p[j] * p[j];
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d];
            for (int i = 0; i < n; i++) {
                if (!died[i] && !s.test("censored ones count")) {
                    continue;
                }
                double risk = 0;
                double[] mean = new double[d];
                for (int j = s.test("all at risk always") ? 0 : s.test("own row not at risk") && i < n - 1 ? i + 1 : i; j < n; j++) {
                    double e = Math.exp(dot(p, 0, x[j]));
                    risk += e;
                    for (int f = 0; f < d; f++) {
                        mean[f] += e * x[j][f];
                    }
                }
                for (int f = 0; f < d; f++) {
                    g[f] += (s.test("not divided by the risk") ? mean[f] : mean[f] / risk) - (s.test("own covariates left out") ? 0 : x[i][f]);
                }
            }
            for (int f = 0; f < d; f++) {
                g[f] += s.test("no penalty") ? 0 : s.test("penalty halved") ? 0.05 * p[f] : s.test("penalty's 0.1 once more") ? 0.2 * p[f] : 0.1 * p[f];
            }
            for (int f = 0; f < d; f++) {
                g[f] *= s.test("sign") ? -1 : s.test("per patient") ? 1.0 / n : s.test("first fixed") && f == 0 ? 0 : 1;
            }
            return g;
        }).slip("censored ones count", "MISSING_TERM").slip("all at risk always").slip("own row not at risk").slip("not divided by the risk").slip("own covariates left out", "MISSING_TERM").slip("no penalty", "REGULARISER_MISSING")
                .slip("penalty halved", "REGULARISER_MISSING").slip("penalty's 0.1 once more", "REGULARISER_DOUBLED").slip("sign", "SIGN_FLIPPED").slip("per patient", "CONSTANT_FACTOR").slip("first fixed", "ZERO");
    }

    static Model autoregression(SplittableRandom random, int size) {
        int d = 2 + size;
        int n = 14 + size;
        double[] y = normal(random, 1, n);
        return Model.of("autoregression, log variance", random, 0.3, d + 2).with("phi", d).with("c", 1).with("logVar", 1).loss(p -> {
            double sum = 0;
            for (int t = d; t < n; t++) {
                double e = y[t] - p[d];
                for (int j = 0; j < d; j++) {
                    e -= p[j] * y[t - 1 - j];
                }
                sum += e * e / Math.exp(p[d + 1]) / 2 + p[d + 1] / 2;
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[d + 2];
            double var = Math.exp(p[d + 1]);
            for (int t = d; t < n; t++) {
                double e = y[t] - p[d];
                for (int j = 0; j < d; j++) {
                    e -= p[j] * y[t - 1 - j];
                }
                for (int j = 0; j < d; j++) {
                    g[j] -= e * (s.test("lag off by one") ? y[t - j] : y[t - 1 - j]) / (s.test("variance left out") ? 1 : s.test("standard deviation") ? Math.sqrt(var) : var);
                }
                g[d] -= (s.test("constant without variance") ? e : e / var) * (s.test("constant doubled") ? 2 : 1);
                g[d + 1] += s.test("log term left out") ? -e * e / var / 2 : s.test("by variance") ? (1 - e * e / var) / 2 / var : s.test("half left out") ? 1 - e * e / var : (1 - e * e / var) / 2;
            }
            if (s.test("lags reversed")) {
                for (int j = 0; j < d / 2; j++) {
                    double first = g[j];
                    g[j] = g[d - 1 - j];
                    g[d - 1 - j] = first;
                }
            }
            if (s.test("sign of phi")) {
                for (int j = 0; j < d; j++) {
                    g[j] *= -1;
                }
            }
            return g;
        }).slip("lag off by one").slip("variance left out", "CONSTANT_FACTOR", "CHAIN_FACTOR").slip("standard deviation", "CONSTANT_FACTOR", "CHAIN_FACTOR")
                .slip("constant without variance", "CHAIN_FACTOR").slip("constant doubled", "CONSTANT_FACTOR").slip("log term left out", "MISSING_TERM").slip("by variance", "CHAIN_FACTOR")
                .slip("half left out", "CONSTANT_FACTOR").slip("lags reversed", "PERMUTED", "SHIFTED").slip("sign of phi", "SIGN_FLIPPED");
    }

    static Model weibull(SplittableRandom random, int size) {
        int d = 3 + size;
        int n = 10 + size;
        double[][] x = rows(random, n, d);
        double[] t = new double[n];
        Arrays.setAll(t, i -> 0.3 + 2 * random.nextDouble());
        return Model.of("Weibull regression, log shape", random, 0.3, d + 1).with("beta", d).with("logShape", 1).loss(p -> {
            double k = Math.exp(p[d]);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double u = Math.log(t[i]) - dot(p, 0, x[i]);
                sum += Math.exp(k * u) - k * u - p[d];
            }
            return sum;
        }).gradient((p, s) -> {
            double k = Math.exp(p[d]);
            double[] g = new double[d + 1];
            for (int i = 0; i < n; i++) {
                double u = Math.log(t[i]) - (s.test("covariates left out") ? 0 : dot(p, 0, x[i]));
                double c = k * (Math.exp(k * u) - (s.test("density left out") ? 0 : 1)) / (s.test("shape not on the outside") ? k : 1);
                for (int j = 0; j < d; j++) {
                    g[j] -= (s.test("sign of beta") ? -c : c) * x[i][j];
                }
                double shape = k * u * (Math.exp(k * u) - 1) - 1;
                g[d] += s.test("shape, not its logarithm") ? shape / k : s.test("normalisation left out") ? shape + 1 : s.test("normalisation added") ? shape + 2 : shape;
            }
            if (s.test("one row too many")) {
                for (int j = 0; j < d; j++) {
                    g[j] -= x[0][j];
                }
            }
            if (s.test("shape fixed")) {
                g[d] = 0;
            }
            if (s.test("doubled")) {
                Arrays.setAll(g, j -> 2 * g[j]);
            }
            return g;
        }).slip("covariates left out").slip("density left out", "MISSING_TERM").slip("shape not on the outside", "CONSTANT_FACTOR").slip("sign of beta", "SIGN_FLIPPED").slip("shape, not its logarithm", "CHAIN_FACTOR")
                .slip("normalisation left out", "MISSING_TERM").slip("normalisation added", "MISSING_TERM").slip("one row too many", "MISSING_TERM").slip("shape fixed", "ZERO").slip("doubled", "CONSTANT_FACTOR");
    }

    /** Item response: ability, difficulty, log discrimination. */
    static Model itemResponse(SplittableRandom random, int size) {
        int people = 5 + size;
        int items = 4 + size;
        int[] y = below(random, 2, people * items);
        return Model.of("item response model", random, 0.6, people + 2 * items).with("ability", people).with("difficulty", items).with("logDiscrimination", items).loss(p -> {
            double sum = 0;
            for (int i = 0; i < people; i++) {
                sum += p[i] * p[i] / 2;
                for (int j = 0; j < items; j++) {
                    double z = Math.exp(p[people + items + j]) * (p[i] - p[people + j]);
                    sum += Math.log1p(Math.exp(z)) - y[i * items + j] * z;
                }
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[people + 2 * items];
            for (int i = 0; i < people; i++) {
                g[i] += s.test("prior of ability left out") ? 0 : s.test("prior twice") ? 2 * p[i] : p[i];
                for (int j = 0; j < items; j++) {
                    double a = Math.exp(p[people + items + j]);
                    double u = p[i] - p[people + j];
                    double c = sigmoid(a * u) - (s.test("answers transposed") ? y[(i * items + j) % people * items + j] : y[i * items + j]);
                    g[i] += s.test("ability without discrimination") ? c : a * c;
                    g[people + j] += (s.test("difficulty without discrimination") ? 1 : a) * (s.test("difficulty's sign") ? c : -c);
                    g[people + items + j] += s.test("by discrimination, not its logarithm") ? c * u : s.test("chain factor twice") ? a * a * c * u : s.test("difficulty not in it") ? a * c * p[i] : a * c * u;
                }
            }
            if (s.test("no difficulty of item 0")) {
                g[people] = 0;
            }
            if (s.test("difficulty and discrimination exchanged")) {
                for (int j = 0; j < items; j++) {
                    double first = g[people + j];
                    g[people + j] = g[people + items + j];
                    g[people + items + j] = first;
                }
            }
            return g;
        }).slip("prior of ability left out", "REGULARISER_MISSING").slip("prior twice", "REGULARISER_DOUBLED").slip("answers transposed").slip("ability without discrimination")
                .slip("difficulty without discrimination", "CHAIN_FACTOR").slip("difficulty's sign", "SIGN_FLIPPED").slip("by discrimination, not its logarithm", "CHAIN_FACTOR")
                .slip("chain factor twice", "CHAIN_FACTOR").slip("difficulty not in it").slip("no difficulty of item 0", "ZERO").slip("difficulty and discrimination exchanged", "SWAPPED", "PERMUTED");
    }

    /** Strengths of players from who beat whom. */
    static Model bradleyTerry(SplittableRandom random, int size) {
        int k = 5 + size;
        int n = 4 * k;
        int[] winner = below(random, k, n);
        int[] loser = new int[n];
        Arrays.setAll(loser, i -> (winner[i] + 1 + random.nextInt(k - 1)) % k);
        return Model.of("strengths of players", random, 0.8, k).with("strength", k).loss(p -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.log1p(Math.exp(p[loser[i]] - p[winner[i]]));
            }
            for (int j = 0; j < k; j++) {
                sum += 0.2 * p[j] * p[j];
            }
            return sum;
        }).gradient((p, s) -> {
            double[] g = new double[k];
            for (int i = 0; i < n; i++) {
                double c = sigmoid(p[loser[i]] - p[winner[i]]) * (s.test("natural for decimal logarithm") ? Math.log(10) : 1);
                c = s.test("chance of the winner") ? 1 - c : c;
                g[winner[i]] = s.test("written, not added") ? -c : g[winner[i]] - c;
                g[loser[i]] += s.test("loser not moved") ? 0 : s.test("loser moved as winner") ? -c : c;
            }
            for (int j = 0; j < k; j++) {
                g[j] += s.test("no prior") ? 0 : s.test("prior not doubled") ? 0.2 * p[j] : s.test("prior of 0.5") ? 0.5 * p[j] : 0.4 * p[j];
                g[j] *= s.test("sign") ? -1 : s.test("per game") ? 1.0 / n : 1;
            }
            if (s.test("first player fixed")) {
                g[0] = 0;
            }
            if (s.test("mean subtracted")) {
                double mean = Arrays.stream(g).average().orElse(0);
                Arrays.setAll(g, j -> g[j] - mean);
            }
            return g;
        }).slip("natural for decimal logarithm", "CONSTANT_FACTOR").slip("chance of the winner").slip("written, not added").slip("loser not moved").slip("loser moved as winner")
                .slip("no prior", "REGULARISER_MISSING").slip("prior not doubled", "REGULARISER_MISSING").slip("prior of 0.5", "REGULARISER_DOUBLED").slip("sign", "SIGN_FLIPPED")
                .slip("per game", "CONSTANT_FACTOR").slip("first player fixed", "ZERO").slip("mean subtracted", "MISSING_TERM");
    }
}
