package io.github.gradcheck.notebook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static Map<String, Double> errors(double w1) {
        Map<String, Double> errors = new LinkedHashMap<>();
        errors.put("W2", 6.37e-10);
        errors.put("W1", w1);
        return errors;
    }

    private static long pixels(Picture picture, Color colour) {
        int width = picture.image().getWidth();
        return IntStream.range(0, width * picture.image().getHeight())
                .filter(i -> picture.image().getRGB(i % width, i / width) == colour.getRGB()).count();
    }

    @Test
    void aFailingBarIsRedAndSaysSoInWords() {
        Picture picture = ErrorChart.of(errors(0.3333));
        assertThat(picture.alternativeText()).contains("W1 3.33e-01 (WRONG)", "W2 6.37e-10 (correct)", "1e-7");
        assertThat(pixels(picture, Style.FAILS)).isGreaterThan(50_000);
    }

    @Test
    void aChartOfRightGradientsHasNoRed() {
        Picture picture = ErrorChart.of(errors(1e-9));
        assertThat(pixels(picture, Style.FAILS)).isZero();
        assertThat(pixels(picture, Style.PASSES)).isGreaterThan(10_000);
    }

    @Test
    void anErrorJustOverTheThresholdFailsAndOneOnItPasses() {
        assertThat(ErrorChart.of(errors(1.0001e-7)).alternativeText()).contains("WRONG");
        assertThat(ErrorChart.of(errors(1e-7)).alternativeText()).doesNotContain("WRONG");
    }

    @Test
    void anErrorOfZeroAndOneThatIsNaNAreDrawnToo() {
        assertThat(pixels(ErrorChart.of(errors(0)), Style.PASSES)).isGreaterThan(10_000);
        Picture picture = ErrorChart.of(errors(Double.NaN));
        assertThat(picture.alternativeText()).containsIgnoringCase("W1 nan (WRONG)");
        assertThat(pixels(picture, Style.FAILS)).isGreaterThan(50_000);
    }

    @Test
    void theNamesOfManyParametersStandSlantingInAHigherChart() {
        Map<String, Double> many = new LinkedHashMap<>();
        IntStream.range(0, 12).forEach(i -> many.put("layer" + i + ".weight", 1e-9));
        assertThat(ErrorChart.of(many).image().getHeight()).isGreaterThan(ErrorChart.of(errors(1e-9)).image().getHeight());
        assertThat(pixels(ErrorChart.of(many), Style.PASSES)).isGreaterThan(10_000);
    }

    /** The threshold's name was, over the last of four bars. */
    @Test
    void nothingButTheDashedLineIsDrawnAcrossABar() {
        Map<String, Double> wrong = new LinkedHashMap<>();
        Stream.of("W2", "b2", "W1", "b1").forEach(name -> wrong.put(name, 0.5));
        BufferedImage image = ErrorChart.of(wrong).image();
        int width = image.getWidth();
        long rows = IntStream.range(image.getHeight() / 5, image.getHeight() * 3 / 4)
                .filter(y -> IntStream.range(width * 81 / 100, width * 89 / 100).anyMatch(x -> image.getRGB(x, y) != Style.FAILS.getRGB())).count();
        assertThat(rows).isBetween(1L, 10L);
    }

    @Test
    void theChartOfBeforeAndAfterNamesBoth() {
        assertThat(ErrorChart.beforeAndAfter(errors(0.3333), errors(1.5e-9)).alternativeText())
                .contains("Before: W2 6.37e-10 (correct); W1 3.33e-01 (WRONG)", "After: W2 6.37e-10 (correct); W1 1.50e-09 (correct)");
    }

    @Test
    void theSecantsNameTheirSlopes() {
        assertThat(SecantChart.of(Math::exp, 1, 1.0, 0.5).alternativeText()).contains("Slopes: h = 1.0: 3.1945; h = 0.5: 2.8330; tangent: 2.7183.");
    }

    @Test
    void aCornerHasTwoSlopesAndTheTwoSidedOneLiesBetween() {
        Picture picture = SecantChart.bothSides(x -> Math.max(0, x), 0, 0.5);
        assertThat(picture.alternativeText()).contains("to the left: 0.0000; to the right: 1.0000; two-sided: 0.5000");
        assertThat(pixels(picture, Style.FAILS)).isGreaterThan(1_000);
        assertThatThrownBy(() -> SecantChart.bothSides(Math::abs, 0, -1)).hasMessageContaining("-1.0");
    }

    @Test
    void theJacobiansSayWhereTheyDifferMost() {
        NDArray numerical = NDArray.of(new double[][] {{0.25, 0}, {0, 0.2}});
        NDArray analytical = NDArray.of(new double[][] {{0.25, 0}, {0, 1.2}});
        assertThat(JacobianChart.of(numerical, analytical).alternativeText())
                .contains("by 1.0000, at (1, 1): numerical 0.2000, analytical 1.2000");
    }

    @Test
    void twoLossesAreDrawnAndSaidInWords() {
        Picture picture = CurveChart.training(new double[] {1.4, 0.8, 0.3}, new double[] {1.4, 0.9, 0.5});
        assertThat(picture.alternativeText()).isEqualTo("Two curves of the loss over 2 steps, on a linear axis. With the right gradient from 1.40 to 0.300; "
                + "with the wrong gradient from 1.40 to 0.500.");
        assertThat(pixels(picture, Style.PASSES)).isGreaterThan(5_000);
        assertThat(pixels(picture, Style.FAILS)).isGreaterThan(2_000);
    }

    @Test
    void aLossThatExplodesLeavesThePictureAndASmallOneGetsALogarithmicAxis() {
        Picture exploding = CurveChart.training(new double[] {2, 1, 0.5}, new double[] {2, 1e9, Double.NaN});
        assertThat(exploding.alternativeText()).contains("linear axis").contains("from 2.00 to infinity at step 2");
        assertThat(CurveChart.training(new double[] {2, 0.01}, new double[] {2, 1}).alternativeText()).contains("logarithmic axis");
    }

    @Test
    void theErrorsOfASlopeNameTheSmallestOfEachMethod() {
        double[] steps = {1e-1, 1e-5, 1e-9};
        Map<String, double[]> errors = new LinkedHashMap<>();
        errors.put("two-sided", new double[] {4e-3, -3e-11, 2e-7});
        errors.put("extrapolated", new double[] {0, Double.NaN, 1e-6});
        Picture picture = CurveChart.errors(steps, errors);
        assertThat(picture.alternativeText()).endsWith("Smallest error: two-sided 3e-11 at h = 1e-05; extrapolated 0e+00 at h = 1e-01. An error of 0 is drawn at 1e-17.");
        assertThat(CurveChart.errors(steps, Map.of("two-sided", new double[] {4e-3, -3e-11, 2e-7})).alternativeText()).endsWith("3e-11 at h = 1e-05.");
        assertThat(pixels(picture, Style.PASSES)).isGreaterThan(5_000);
    }

    @Test
    void theScalesSayWhichOfThemAgreeAndWhatBecomesOfTheClaim() {
        Picture wrong = ScaleChart.of(Math::exp, 1, 2.72);
        assertThat(wrong.alternativeText()).startsWith("Chart of the slope against the step h, on a logarithmic axis from 5e-11 to 1e+01.")
                .contains("Steps from 5e-11 to 1e-01 agree", "is believed: 2.71828182845").endsWith("The claim 2.72: wrong.");
        assertThat(pixels(wrong, Style.FAILS)).isGreaterThan(1_000);
        assertThat(pixels(wrong, Style.PASSES)).isGreaterThan(20_000);
        Picture right = ScaleChart.of(Math::exp, 1, Math.E);
        assertThat(right.alternativeText()).endsWith("The claim 2.718281828459045: correct.");
        assertThat(pixels(right, Style.FAILS)).isZero();
        assertThat(ScaleChart.of(t -> 1e14 + t, 1, 1).alternativeText()).endsWith("The claim 1: cannot tell.");
    }

    @Test
    void theScalesOfAKinkHaveTwoSlopes() {
        Picture between = ScaleChart.of(x -> Math.max(0, x), 0, 0.5);
        assertThat(between.alternativeText()).contains("is believed: 0 to the left, 1 to the right, ± ").endsWith("The claim 0.5: between both slopes.");
        assertThat(ScaleChart.of(x -> Math.max(0, x), 0, 2).alternativeText()).endsWith("The claim 2: wrong.");
    }

    @Test
    void theScalesOfAnEntryCarryTheValueAndTheVerdictOfTheReport() {
        double[] x = {2, 1e-3};
        ToDoubleFunction<double[]> f = z -> z[0] * z[0] * z[1];
        GradientReport report = GradientCheck.of(f, z -> new double[] {2 * z[0] * z[1], 3 * z[0]}).at(x);
        assertThat(ScaleChart.of(f, x, 0, report).alternativeText()).endsWith("The claim 0.004: correct.");
        assertThat(ScaleChart.of(f, x, 1, report).alternativeText()).contains("is believed: 4 ± ").endsWith("The claim 6: wrong.");
        assertThat(x).containsExactly(2, 1e-3);
        assertThatThrownBy(() -> ScaleChart.of(f, new double[] {2}, 0, report)).hasMessage("the report is of 2 entries, and x has 1");
    }

    @Test
    void flatAndUndefinedFunctionsHaveScalesOrSaySo() {
        assertThat(ScaleChart.of(t -> 0, 0, 0).alternativeText()).contains("is believed: 0 ± ");
        assertThat(ScaleChart.of(t -> 3, 1, Double.NaN).alternativeText()).endsWith("The claim nan: wrong.");
        assertThatThrownBy(() -> ScaleChart.of(t -> t == 1 ? 2 : Double.NaN, 1, 0)).hasMessageContaining("f is not defined beside x");
    }

    @Test
    void aPictureIsTwiceAsFineAsItIsShown() {
        Picture picture = ErrorChart.of(errors(0.1));
        assertThat(picture.image().getWidth()).isEqualTo(2 * Style.WIDTH);
        assertThat(picture.html()).contains("width=\"" + Style.WIDTH + "\"", "alt=\"Bar chart");
    }

    @Test
    void rejectsWhatCannotBeShown() {
        assertThatThrownBy(() -> ErrorChart.of(Map.of())).hasMessage("errors has no parameter to show");
        assertThatThrownBy(() -> ErrorChart.of(Map.of("W1", -1.0))).hasMessage("errors of W1 must not be negative: -1.0");
        assertThatThrownBy(() -> ErrorChart.beforeAndAfter(Map.of("W1", 1.0), Map.of("W2", 1.0))).hasMessageContaining("[W2]");
        assertThatThrownBy(() -> SecantChart.of(Math::exp, 1)).hasMessageContaining("steps");
        assertThatThrownBy(() -> SecantChart.of(Math::exp, 1, 0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> CurveChart.training(new double[] {Double.NaN}, new double[] {1})).hasMessageContaining("right must begin");
        assertThatThrownBy(() -> CurveChart.errors(new double[] {1}, Map.of())).hasMessageContaining("errors");
        assertThatThrownBy(() -> CurveChart.errors(new double[] {0}, Map.of("a", new double[] {1}))).hasMessageContaining("0.0");
        assertThatThrownBy(() -> CurveChart.errors(new double[] {1, 2}, Map.of("a", new double[] {1}))).hasMessageContaining("errors of a has 1 entries for 2 steps");
        assertThatThrownBy(() -> JacobianChart.of(NDArray.zeros(2, 2), NDArray.zeros(2, 3))).hasMessageContaining("(2, 3)");
    }
}
