package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private static final double[] POINT = {0.5, -1.5, 2};

    private static double cubes(double[] x) {
        return x[0] * x[0] * x[0] + x[1] * x[1] * x[1] + x[2] * x[2] * x[2];
    }

    private static double[] slopes(double[] x) {
        return new double[] {3 * x[0] * x[0], 3 * x[1] * x[1], 3 * x[2] * x[2]};
    }

    @Test
    void acceptsARightGradientAndRejectsASlipOfOneInAHundredMillion() {
        assertThat(GradientCheck.of(GradientCheckTest::cubes, GradientCheckTest::slopes).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport report = GradientCheck.of(GradientCheckTest::cubes, x -> {
            double[] g = slopes(x);
            g[2] *= 1 + 1e-8;
            return g;
        }).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.passed()).isFalse();
        assertThat(report.parameter("x").wrongEntries()).extracting(EntryReport::index).containsExactly("[2]");
    }

    @Test
    void throwsTheWholeReportAndReturnsItselfWhenRight() {
        GradientReport right = GradientCheck.of(GradientCheckTest::cubes, GradientCheckTest::slopes).at(POINT);
        assertThat(right.orThrow()).isSameAs(right);
        GradientReport wrong = GradientCheck.of(GradientCheckTest::cubes, x -> new double[3]).at(POINT);
        assertThatThrownBy(wrong::orThrow).isInstanceOf(GradcheckException.class).hasMessage(wrong.toString()).hasMessageStartingWith("The gradient is WRONG");
    }

    /** As a cache that is one step behind: the twelve calls after the first agree with each other. */
    @Test
    void aBackwardPassThatIsWrongInItsFirstCallAloneDependsOnWhatWasCalledBefore() {
        AtomicInteger calls = new AtomicInteger();
        GradientReport report = GradientCheck.of(GradientCheckTest::cubes, x -> slopes(calls.getAndIncrement() == 0 ? new double[] {1, 1, 1} : x)).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.cause().orElseThrow().kind()).isEqualTo(Kind.CALL_ORDER);
        assertThat(GradientCheck.of(GradientCheckTest::cubes, GradientCheckTest::slopes).at(POINT).violations()).isEmpty();
    }

    @Test
    void letsAFixedToleranceLoosenTheRule() {
        GradientCheck slip = GradientCheck.of(GradientCheckTest::cubes, x -> {
            double[] g = slopes(x);
            g[0] *= 1 + 1e-6;
            return g;
        });
        assertThat(slip.at(POINT).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(slip.within(1e-6).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(slip.within(1e-7).at(POINT).verdict()).isEqualTo(Verdict.WRONG);
    }

    /** Unlike the error of CS231n, which compares what is smaller than 1e-8 absolutely. */
    @Test
    void aToleranceIsAShareHoweverSmallTheGradient() {
        GradientCheck missing = GradientCheck.of(x -> 1e-12 * x[0] * x[0], x -> new double[1]);
        assertThat(missing.within(1e-3).at(3).verdict()).isEqualTo(Verdict.WRONG);
        GradientCheck slip = GradientCheck.of(x -> 1e-12 * x[0] * x[0], x -> new double[] {2e-12 * 1.001 * x[0]});
        assertThat(slip.within(1e-3).at(3).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(slip.within(1e-4).at(3).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aFunctionThatHandsBackItsArgumentIsTheIdentity() {
        assertThat(GradientCheck.ofVector(x -> x, (x, u) -> u).at(1, 2).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.ofVector(x -> x, (x, u) -> new double[] {u[0], 1.001 * u[1]}).at(1, 2).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void whereThereAreTooManyOutputsTheReportSaysThatTheyAreWeighted() {
        GradientCheck sums = GradientCheck.ofVector(x -> {
            double[] y = new double[2000];
            Arrays.setAll(y, k -> x[k % x.length] * k);
            return y;
        }, (x, u) -> {
            double[] g = new double[x.length];
            for (int k = 0; k < u.length; k++) {
                g[k % g.length] += u[k] * k;
            }
            return g;
        });
        assertThat(sums.at(new double[60]).method()).contains("outputs 0 to 3 stand for random weightings of all 2000");
        assertThat(sums.everyEntry().at(1, 2).method()).noneMatch(note -> note.contains("weightings"));
    }

    /** |a − n| / (|a| + |n|) is 1 where one of them is 0 or their signs differ: to allow 1 is to allow everything. */
    @Test
    void aToleranceThatNothingCouldExceedIsRefused() {
        GradientCheck flipped = GradientCheck.of(GradientCheckTest::cubes, x -> Arrays.stream(slopes(x)).map(slope -> -slope).toArray());
        assertThat(flipped.within(Math.nextDown(1.0)).at(POINT).verdict()).isEqualTo(Verdict.WRONG);
        for (double bad : new double[] {1, 2, Double.POSITIVE_INFINITY, Double.NaN, -1}) {
            assertThatThrownBy(() -> flipped.within(bad)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("relativeError must be at least 0 and below 1").hasMessageEndingWith(": " + bad);
        }
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> flipped.repeatableWithin(bad)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("difference must be finite and not negative: " + bad);
        }
    }

    @Test
    void doesNotCallASubgradientABug() {
        GradientReport between = GradientCheck.of(x -> Math.max(x[0], 0) + x[1], x -> new double[] {0.5, 1}).at(0, 1);
        assertThat(between.verdict()).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        assertThat(between.passed()).isTrue();
        assertThat(between.headline()).contains("1 at a kink");
        GradientReport outside = GradientCheck.of(x -> Math.max(x[0], 0) + x[1], x -> new double[] {1.1, 1}).at(0, 1);
        assertThat(outside.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(outside.toString()).contains("outside both slopes, 0 and 1");
    }

    @Test
    void saysThatItCannotTellAtTheEdgeOfTheDomain() {
        GradientReport report = GradientCheck.of(x -> Math.sqrt(x[0]), x -> new double[] {1}).at(0);
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.passed()).as("nothing was decided").isFalse();
        assertThat(report.headline()).contains("1 of 1 entry cannot be decided");
        assertThat(report.toString()).contains("any slope from ");
    }

    @Test
    void passesWhereAtLeastHalfOfTheEntriesAreDecided() {
        GradientCheck roots = GradientCheck.of(x -> Arrays.stream(x).map(Math::sqrt).sum(), x -> Arrays.stream(x).map(v -> v == 0 ? 123 : 0.5 / Math.sqrt(v)).toArray());
        assertThat(roots.at(1, 4, 0).headline()).isEqualTo("The gradient is undecided: 1 of 3 entries cannot be decided.");
        assertThat(roots.at(1, 4, 0).orThrow().passed()).isTrue();
        assertThat(roots.at(1, 0).passed()).isTrue();
        assertThatThrownBy(() -> roots.at(1, 0, 0).orThrow()).isInstanceOf(GradcheckException.class).hasMessageContaining("any slope from ");
    }

    @Test
    void aGradientThatIsNoNumberLeavesTheOtherEntriesTheirVerdicts() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            GradientReport report = GradientCheck.of(x -> x[0] * x[0] + x[1] * x[1] + x[2] * x[2], x -> new double[] {2 * x[0], none, 2 * x[2]}).at(1, 2, 3);
            assertThat(report.count(Verdict.WRONG)).isOne();
            assertThat(report.count(Verdict.CORRECT)).isEqualTo(2);
        }
    }

    @Test
    void acceptsAGradientOfZeroWhereNothingChanges() {
        assertThat(GradientCheck.of(x -> 0.7 + 0 * x[0], x -> new double[] {0}).at(0.4).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(x -> 0.7 + 0 * x[0], x -> new double[] {1e-9}).at(0.4).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void noticesAFunctionThatDoesNotRepeat() {
        AtomicInteger calls = new AtomicInteger();
        GradientCheck noisy = GradientCheck.of(x -> cubes(x) + 1e-13 * calls.incrementAndGet(), GradientCheckTest::slopes);
        assertThat(noisy.at(POINT).violations()).singleElement().extracting(Verdict::of).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(noisy.repeatableWithin(1e-6).at(POINT).violations()).isEmpty();
    }

    @Test
    void noticesABackwardPassThatDoesNotRepeat() {
        AtomicInteger calls = new AtomicInteger();
        GradientReport report = GradientCheck.of(GradientCheckTest::cubes, x -> {
            double[] g = slopes(x);
            g[0] *= calls.incrementAndGet() % 7 == 0 ? 2 : 1;
            return g;
        }).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.cause().orElseThrow().kind()).isEqualTo(Kind.NOT_REPEATABLE);
    }

    @Test
    void noticesAFunctionThatChangesItsInputAndKeepsTheCallersArray() {
        double[] mine = POINT.clone();
        GradientReport report = GradientCheck.of(x -> {
            double value = cubes(x);
            x[1] = 7;
            return value;
        }, GradientCheckTest::slopes).at(mine);
        assertThat(report.toString()).contains("f changes its input: x[1] was -1.5 and is 7.0");
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(3);
        assertThat(mine).isEqualTo(POINT);
    }

    @Test
    void callsAValueThatIsNotANumberWrong() {
        GradientReport report = GradientCheck.of(GradientCheckTest::cubes, x -> new double[] {Double.NaN, 3 * x[1] * x[1], 3 * x[2] * x[2]}).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.toString()).contains("the analytic value is NaN");
    }

    @Test
    void refusesWhatCannotBeChecked() {
        GradientCheck check = GradientCheck.of(GradientCheckTest::cubes, GradientCheckTest::slopes);
        assertThatThrownBy(() -> check.at()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nothing to check");
        assertThatThrownBy(() -> check.at(1, Double.NaN, 2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("x[1]").hasMessageContaining("NaN");
        assertThatThrownBy(() -> GradientCheck.of(GradientCheckTest::cubes, x -> new double[2]).at(POINT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the gradient has length 2, x has length 3");
        assertThatThrownBy(() -> GradientCheck.of(x -> Math.log(x[0]), x -> x).at(0)).isInstanceOf(ArithmeticException.class).hasMessageContaining("-Infinity");
        assertThatThrownBy(() -> check.at(POINT).parameter("y")).hasMessageContaining("\"y\"").hasMessageContaining("[x]");
        assertThatThrownBy(() -> GradientCheck.of(null, x -> x)).hasMessage("loss");
    }

    // ---- named parameters

    private static Map<String, NDArray> chain(Map<String, NDArray> into) {
        for (String name : new String[] {"W1", "W2", "W3"}) {
            into.put(name, NDArray.of(new double[] {0.5 + into.size(), -1.5}, 2));
        }
        return into;
    }

    private static GradientReport checkChain(Map<String, NDArray> params, String... wrong) {
        return GradientCheck.ofParameters(params, () -> params.values().stream().mapToDouble(array -> array.map(Math::sin).sum()).sum(), () -> {
            Map<String, NDArray> grads = new HashMap<>();
            params.forEach((name, array) -> grads.put(name, array.map(Math::cos)));
            for (String name : wrong) {
                grads.put(name, grads.get(name).multiply(2));
            }
            return grads;
        }).run();
    }

    @Test
    void reasonsBetweenWhichLayersTheFaultLies() {
        assertThat(checkChain(chain(new LinkedHashMap<>())).place()).isEmpty();
        assertThat(checkChain(chain(new LinkedHashMap<>()), "W1", "W2").place()).hasValueSatisfying(place -> assertThat(place).contains("between W2 and W3"));
        assertThat(checkChain(chain(new LinkedHashMap<>()), "W2").place()).hasValueSatisfying(place -> assertThat(place).contains("only W2"));
        assertThat(checkChain(chain(new LinkedHashMap<>()), "W1", "W2", "W3").place()).hasValueSatisfying(place -> assertThat(place).contains("at the loss"));
        assertThat(checkChain(chain(new LinkedHashMap<>()), "W1", "W3").place()).hasValueSatisfying(place -> assertThat(place).contains("several"));
    }

    @Test
    void infersNoLayerFromAMapWithoutOrderAndSortsByName() {
        GradientReport report = checkChain(new HashMap<>(chain(new LinkedHashMap<>())), "W1", "W2");
        assertThat(report.place()).isEmpty();
        assertThat(report.parameters()).extracting(ParameterReport::name).containsExactly("W1", "W2", "W3");
    }

    @Test
    void namesAMissingGradientAndBothShapesOfAMisfit() {
        Map<String, NDArray> params = chain(new LinkedHashMap<>());
        assertThatThrownBy(() -> GradientCheck.ofParameters(params, () -> 1, Map::of).run()).hasMessageContaining("no gradient for the parameter W1");
        assertThatThrownBy(() -> GradientCheck.ofParameters(params, () -> 1, () -> Map.of("W1", NDArray.zeros(3))).run())
                .hasMessageContaining("W1 has shape (3,)").hasMessageContaining("(2,)");
        assertThatThrownBy(() -> GradientCheck.ofParameters(Map.of(), () -> 1, Map::of).run()).hasMessageContaining("no parameter was given");
    }

    @Test
    void restoresEveryParameterBitForBitWhenTheLossThrowsAtAnyCall() {
        for (int last = 1; last <= 40; last++) {
            Map<String, NDArray> params = chain(new LinkedHashMap<>());
            AtomicInteger left = new AtomicInteger(last);
            RuntimeException mine = new UnsupportedOperationException("mine");
            try {
                GradientCheck.ofParameters(params, () -> {
                    if (left.decrementAndGet() == 0) {
                        throw mine;
                    }
                    return params.get("W1").map(Math::sin).sum();
                }, () -> Map.of("W1", params.get("W1"), "W2", params.get("W2"), "W3", params.get("W3"))).run();
            } catch (UnsupportedOperationException e) {
                assertThat(e).isSameAs(mine);
            }
            chain(new LinkedHashMap<>()).forEach((name, array) -> assertThat(params.get(name).toArray()).isEqualTo(array.toArray()));
        }
    }

    @Test
    void stopsWhenTheThreadIsInterruptedWithTheParametersRestored() {
        Map<String, NDArray> params = chain(new LinkedHashMap<>());
        try {
            assertThatThrownBy(() -> GradientCheck.ofParameters(params, () -> {
                Thread.currentThread().interrupt();
                return 1;
            }, () -> params).run()).isInstanceOf(CancellationException.class).hasMessageContaining("restored");
        } finally {
            Thread.interrupted();
        }
        assertThat(params.get("W1").toArray()).isEqualTo(new double[] {0.5, -1.5});
    }

    // ---- functions with several values

    @Test
    void checksAVectorFunctionForUpstreamsThatHideNothing() {
        GradientReport right = GradientCheck.ofVector(x -> new double[] {x[0] * x[1], Math.sin(x[0])},
                (x, u) -> new double[] {u[0] * x[1] + u[1] * Math.cos(x[0]), u[0] * x[0]}).at(0.3, 0.8);
        assertThat(right.verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport absolute = GradientCheck.ofVector(x -> new double[] {x[0] * x[1], Math.sin(x[0])},
                (x, u) -> new double[] {Math.abs(u[0]) * x[1] + u[1] * Math.cos(x[0]), Math.abs(u[0]) * x[0]}).at(0.3, 0.8);
        assertThat(absolute.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(absolute.parameter("x").wrongEntries()).as("each output by itself is right").isEmpty();
    }

    @Test
    void usesRandomUpstreamsWhereThereAreTooManyOutputsAndGivesTheSameEachTime() {
        double[] x = new double[500];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.sin(i) + 2;
        }
        GradientCheck wrong = GradientCheck.ofVector(v -> Arrays.stream(v).map(value -> value * value).toArray(), (v, u) -> {
            double[] g = new double[v.length];
            for (int i = 0; i < g.length; i++) {
                g[i] = 2 * v[i] * u[i] * (i == 123 ? 1.0001 : 1);
            }
            return g;
        });
        GradientReport report = wrong.at(x);
        assertThat(report.parameter("x").wrongEntries()).isNotEmpty().allSatisfy(entry -> assertThat(entry.index()).isEqualTo("[123]"));
        assertThat(wrong.at(x)).hasToString(report.toString());
    }

    @Test
    void theGradientAtTheBottomOfAValleyIsRightAndAWrongOneThereIsNot() {
        ToDoubleFunction<double[]> rosenbrock = x -> 100 * Math.pow(x[1] - x[0] * x[0], 2) + Math.pow(1 - x[0], 2);
        UnaryOperator<double[]> gradient = x -> new double[] {-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])};
        assertThat(GradientCheck.of(rosenbrock, gradient).at(1, 1).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport wrong = GradientCheck.of(rosenbrock, x -> new double[] {gradient.apply(x)[0] + 1e-9, gradient.apply(x)[1]}).at(1, 1);
        assertThat(wrong.verdict()).isEqualTo(Verdict.WRONG);
        // A tiny function is as well seen as a large one.
        GradientReport tiny = GradientCheck.of(x -> 1e-12 * rosenbrock.applyAsDouble(x), x -> new double[] {1e-20, 0}).at(1, 1);
        assertThat(tiny.verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aCheckOfNamedArraysTakesTheSameSettings() {
        NDArray w = NDArray.of(POINT, 3);
        AtomicInteger calls = new AtomicInteger();
        ParameterCheck check = GradientCheck.ofParameters(Map.of("w", w), () -> w.multiply(w).sum() + 1e-13 * calls.incrementAndGet(),
                () -> Map.of("w", w.multiply(2 + 1e-6)));
        assertThat(check.run().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(check.run().violations()).isNotEmpty();
        assertThat(check.within(1e-5).repeatableWithin(1e-6).run().verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(check.repeatableWithin(1e-6).run().violations()).isEmpty();
        assertThat(check.directions(1).everyEntry().threads(1).run().method()).contains("every entry");
        assertThatThrownBy(() -> check.threads(0)).hasMessageContaining("threads must be positive: 0");
    }

    @Test
    void notANumberOnBothSidesIsNoAgreement() {
        GradientReport report = GradientCheck.of(x -> x[0] == 2 ? x[1] * x[1] : Double.NaN, x -> new double[] {Double.NaN, 2 * x[1]}).at(2, 1);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.text()).contains("NaN on both sides, which is no agreement: f is not defined on either side of x");
        assertThat(GradientCheck.of(x -> x[0] * x[0], x -> new double[] {Double.NaN}).at(2).text()).doesNotContain("both sides");
    }
}
