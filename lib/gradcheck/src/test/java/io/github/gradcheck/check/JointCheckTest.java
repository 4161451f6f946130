package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.relation.Relation;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An objective with its constraints, and one that is a sum of terms: one report each. */
class JointCheckTest {
    private static final double[] X = {1.2, 0.7, 2};

    // ---- an objective and its constraints

    private static GradientReport problem(double slip, double slipOfConstraint) {
        return GradientCheck.all("objective", GradientCheck.of(x -> x[0] * x[1] * x[2], x -> new double[] {slip * x[1] * x[2], x[0] * x[2], x[0] * x[1]}))
                .and("constraints", GradientCheck.ofJacobian(x -> new double[] {x[0] * x[0] + x[1], x[1] * x[2]},
                        x -> new double[][] {{2 * x[0], 1, 0}, {0, slipOfConstraint * x[2], x[1]}})).at(X);
    }

    @Test
    void bothAreCheckedAndTheReportIsOne() {
        GradientReport right = problem(1, 1);
        assertThat(right.headline()).isEqualTo("The gradient is right: all 9 entries agree.");
        assertThat(right.parameters()).extracting(ParameterReport::name).containsExactly("objective.x", "constraints.x");
        assertThat(right.point()).contains("[1.2, 0.7, 2.0]");
        assertThat(right.toString().lines().count()).isLessThanOrEqualTo(12);
    }

    @Test
    void theFunctionAtFaultIsNamedAndTheOtherIsChecked() {
        assertThat(problem(2, 1).where()).isEqualTo("objective.x[0]; the rest of it and all of constraints.x right");
        assertThat(problem(1, 2).where()).isEqualTo("constraints.x[1], in output 1; the rest of it and all of objective.x right");
        GradientReport both = problem(2, 2);
        assertThat(both.count(Verdict.WRONG)).isEqualTo(2);
        assertThat(both.parameter("constraints.x").wrongEntries()).singleElement().satisfies(entry -> assertThat(entry.parameter()).isEqualTo("constraints.x"));
        assertThat(both.toString()).contains("objective.x[0]:", "constraints.x[1] of output 1:");
    }

    @Test
    void whatAFunctionBreaksIsSaidWithItsName() {
        GradientReport report = GradientCheck.all("f", GradientCheck.of(x -> x[0], x -> new double[] {1})).and("g", GradientCheck.of(x -> x[0], x -> {
            x[0]++;
            return new double[] {1};
        })).at(2);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.violations()).singleElement().satisfies(violation -> assertThat(violation.text()).startsWith("g: the gradient changes its input"));
        assertThat(report.cause()).map(Cause::kind).contains(Relation.Kind.INPUT_CHANGED);
    }

    @Test
    void anOptionIsOneForEach() {
        GradientReport report = GradientCheck.all("f", GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], 7})).and("g", GradientCheck.of(x -> x[0] + x[1],
                x -> new double[] {1, 7})).each(check -> check.fixed(1).seed(5)).at(2, 3);
        assertThat(report.headline()).isEqualTo("The gradient is right: all 2 entries agree, 2 skipped.");
        assertThat(report.seed()).isEqualTo(5);
    }

    @Test
    void namesAreGivenOnce() {
        GradientCheck check = GradientCheck.of(x -> x[0], x -> new double[] {1});
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.all("f", check).and("f", check)).withMessage("there are two functions named f");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.all(" ", check)).withMessage("name must not be blank");
        assertThatThrownBy(() -> GradientCheck.all("f", null)).isInstanceOf(NullPointerException.class).hasMessage("check");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofTerms("sum", x -> x[0], x -> x)).withMessageStartingWith("a term must not be named sum");
    }

    // ---- terms

    private static final UnaryOperator<double[]> DATA = x -> new double[] {x[1] * Math.cos(x[0] * x[1]), x[0] * Math.cos(x[0] * x[1]), Math.exp(x[2])};
    private static final UnaryOperator<double[]> PRIOR = x -> new double[] {0.2 * x[0], 0.2 * x[1], 0.2 * x[2]};

    private static double data(double[] x) {
        return Math.sin(x[0] * x[1]) + Math.exp(x[2]);
    }

    private static double prior(double[] x) {
        return 0.1 * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
    }

    private static TermCheck terms(double slip) {
        return GradientCheck.ofTerms("data", JointCheckTest::data, DATA).and("prior", JointCheckTest::prior, x -> plus(x, 0, slip));
    }

    /** So many times the gradient of the data and that of the prior. */
    private static double[] plus(double[] x, double ofData, double ofPrior) {
        double[] sum = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = ofData * DATA.apply(x)[i] + ofPrior * PRIOR.apply(x)[i];
        }
        return sum;
    }

    @Test
    void theTermAtFaultIsNamed() {
        GradientReport report = terms(2).sum(x -> data(x) + prior(x), x -> plus(x, 1, 2)).at(X);
        assertThat(report.place()).contains("the term prior is wrong; the other terms are right");
        assertThat(report.where()).contains("all of prior.x").contains("all of sum.x").contains("all of data.x right");
        assertThat(report.violations()).as("the sum is wrong for that alone").isEmpty();
        assertThat(GradientCheck.ofTerms("a", x -> x[0], x -> new double[] {2}).and("b", x -> x[0], x -> new double[] {3}).at(1).place())
                .contains("the terms a and b are wrong");
    }

    @Test
    void rightTermsAndTheirSumAreRightAlsoWithAConstantMore() {
        assertThat(terms(1).at(X).headline()).isEqualTo("The gradient is right: all 6 entries agree.");
        assertThat(terms(1).sum(x -> prior(x) + data(x) + 5, x -> plus(x, 1, 1)).at(X).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void eachTermIsRightButTheirSumIsNotTheirGradients() {
        assertThat(text(x -> data(x) + prior(x), 1, 0)).endsWith("but its gradient is not the sum of theirs");
        assertThat(text(x -> data(x) + prior(x), 1, 1.5)).startsWith("no term is wrong, and the objective is their sum").endsWith("not the sum of theirs");
    }

    @Test
    void eachTermIsRightButTheObjectiveIsAnotherSum() {
        assertThat(text(x -> data(x) + 2 * prior(x), 1, 2)).isEqualTo("no term is wrong, but the objective is not their sum: its slope is another one in x[0], x[1], x[2]");
        assertThat(text(x -> data(x) + prior(x) + 1e-6 * x[1], 1, 1)).endsWith("another one in x[1]");
    }

    private static String text(java.util.function.ToDoubleFunction<double[]> objective, double ofData, double ofPrior) {
        GradientReport report = terms(1).sum(objective, x -> plus(x, ofData, ofPrior)).at(X);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.cause()).map(Cause::kind).contains(Relation.Kind.NOT_THE_SUM);
        assertThat(report.toString().lines().skip(2).findFirst()).hasValueSatisfying(line -> assertThat(line).contains("cause:").contains("not the sum of its terms"));
        return report.violations().get(0).text();
    }

    @Test
    void termsHaveOptionsAndLayoutsToo() {
        GradientReport report = terms(2).each(check -> check.layout("w", 2).layout("b", 1)).at(X);
        assertThat(report.parameters()).extracting(ParameterReport::name).containsExactly("data.w", "data.b", "prior.w", "prior.b");
        assertThat(report.place()).contains("the term prior is wrong; the other terms are right");
    }
}
