package io.github.gradcheck.course;

import static io.github.gradcheck.course.ExecutedNotebook.part;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of the parts after the tutorial's own six, as each notebook prints them in each kernel. */
class FurtherFiguresIT {
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7FindsTheLowestPointOfTheVWhereTheFormulaExpectsIt(String kernel) {
        ExecutedNotebook part = part(kernel, "07");
        assertThat(part.stdout()).contains("expected: error 7e-11 at h = 7e-06\n").containsPattern("measured: error \\de-1[12] at h = 5e-06\n");
        assertThat(part.stdout()).contains("truncation, two-sided:   error ~ h^2.0 ").contains("truncation, one-sided:   error ~ h^1.0 ")
                .containsPattern("roundoff: +error ~ h\\^-(0\\.9|1\\.[01]) ");
        assertThat(part.stdout()).containsPattern("largest error: 1\\.[0-4]\\d times the sum ");
        assertThat(part.stdout()).containsPattern("h = 1e-05   error in float64 \\de-11   in float32 \\de-02\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7DrawsTheVInBothPrecisionsAndWithExtrapolation(String kernel) {
        assertThat(part(kernel, "07").alternativeTexts()).hasSize(7)
                .anySatisfy(text -> assertThat(text).containsPattern("two-sided \\de-1[12] at h = 5e-06; one-sided \\de-09 at h = 1e-08"))
                .anySatisfy(text -> assertThat(text).containsPattern("float32 \\de-06 at h = [0-9.]+e-0[34]"))
                .anySatisfy(text -> assertThat(text).containsPattern("D1 \\de-1[345] at h = \\de-0[234]; D2 \\de-1[345] at h = \\de-0[1234]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7ShowsThatExtrapolationMakesRoundoffWorse(String kernel) {
        assertThat(part(kernel, "07").stdout()).containsPattern("roundoff at the same h: D1 2\\.[67] times, D2 5\\.[678] times that of D ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7ShowsAnIntervalAtEachStepThatHoldsTheSlope(String kernel) {
        String stdout = part(kernel, "07").stdout();
        assertThat(stdout).containsPattern("h = 5e-11   slope \\S+ ± \\de-0[345] ")
                .containsPattern("h = 6e-03   slope 2\\.7182818285 ± \\de-1[123] ")
                .containsPattern("h = 1e\\+01   slope \\S+ ± \\de\\+0[234] ");
        assertThat(stdout.lines().filter(line -> line.contains("holds e: "))).hasSize(8).allMatch(line -> line.endsWith("true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7SeesTheSlopeAtAllScalesInBothPrecisionsAndOnASawTooth(String kernel) {
        assertThat(part(kernel, "07").alternativeTexts())
                .anySatisfy(text -> assertThat(text).contains("is believed: 2.71828182845").endsWith("The claim 2.72: wrong."))
                .anySatisfy(text -> assertThat(text)
                    .containsPattern("is believed: 2\\.7183 ± \\d\\.\\de-05\\. The claim 2\\.718281828459045: correct\\."))
                .anySatisfy(text -> assertThat(text)
                    .containsPattern("is believed: 0 ± \\d\\.\\de\\+05\\. The claim -8\\.33+4e-09: cannot tell\\."));
        assertThat(part(kernel, "07").stdout()).containsPattern("INCONCLUSIVE: -?\\d+ ± \\de\\+05, JUMPS\n")
                .containsPattern("written as 2 sin\\(t/2\\)\\^2 / t\\^2: 0 ± \\de-0[78]\n");
    }

    /** The error is a bound: in each line it must not be smaller than how far the value really is off. */
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7SaysHowFarEachMeasurementMayBeOffAndIsRight(String kernel) {
        String stdout = part(kernel, "07").stdout();
        Matcher line = Pattern.compile("measured: (\\de[-+]\\d\\d), at most (\\de[-+]\\d\\d) \\(([A-Z0-9]+)\\), +(\\d+) evaluations")
                .matcher(stdout);
        int lines = 0;
        for (; line.find(); lines++) {
            assertThat(Double.parseDouble(line.group(1))).isLessThanOrEqualTo(Double.parseDouble(line.group(2)));
            assertThat(part(kernel, "07").notebook().prose()).as("what keeps an error from being less, as the text lists it")
                    .contains("`" + line.group(3) + "`");
            assertThat(Integer.parseInt(line.group(4))).isLessThanOrEqualTo(line.group(3).equals("FLOAT32") ? 160 : 8);
        }
        assertThat(lines).isEqualTo(5);
    }

    /** Right at x = 1, all but two digits lost at 1e8, a hundredth off at 1e-4. */
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7ShowsThatOneStepDoesNotFitAll(String kernel) {
        assertThat(part(kernel, "07").stdout()).containsPattern("exp at 1 +h = 1e-5: \\de-1[12] ")
                .containsPattern("log at 1e8 +h = 1e-5: \\de-0[23] ")
                .containsPattern("1/x at 1e-4 +h = 1e-5: 1e-02 ").containsPattern("float32 exp at 1 +h = 1e-5: \\de-0[23] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part7JudgesAClaimRightOrWrongOrSaysThatItCannot(String kernel) {
        assertThat(part(kernel, "07").stdout()).containsPattern("exp +2\\.7182818 ± \\de-1[23] +claim 2\\.718281828459045 AGREES\n")
                .containsPattern("\nexp .* claim 2\\.71828 +DISAGREES\n").containsPattern("\nexp .* claim 0\\.0 +DISAGREES\n")
                .containsPattern("float32 exp .* claim 2\\.718281828459045 AGREES\n")
                .containsPattern("float32 exp .* claim 2\\.7184 +UNRESOLVED\n")
                .containsPattern("float32 exp .* claim 2\\.72 +DISAGREES\n").containsPattern("1e14 \\+ x .* claim 1\\.0 +UNRESOLVED\n")
                .containsPattern("1e14 \\+ x .* claim 0\\.0 +UNRESOLVED\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part8FindsBothSlopesAtTheCornersAndTakesWhatLiesBetween(String kernel) {
        ExecutedNotebook part = part(kernel, "08");
        assertThat(part.stdout()).contains("h = 1e-07   two-sided slope 0.5000\n").contains("KINK: to the left 0.0, to the right 1.0\nSMOOTH: 1.0\n")
                .contains("abs at 0: KINK, left -1.0, right 1.0\n");
        assertThat(part.stdout()).containsPattern("given  0\\.0   NOT_DIFFERENTIABLE +passes: true").containsPattern("given  1\\.0   NOT_DIFFERENTIABLE +passes: true")
                .containsPattern("given  2\\.0   WRONG +passes: false").containsPattern("given -0\\.1   WRONG +passes: false")
                .contains("-|x|, given 0.3: NOT_DIFFERENTIABLE   passes: true\n");
        assertThat(part.alternativeTexts()).anySatisfy(text -> assertThat(text).contains("to the left: 0.0000; to the right: 1.0000; two-sided: 0.5000"))
                .anySatisfy(text -> assertThat(text).contains("to the left: -1.0000; to the right: 1.0000; two-sided: 0.0000"))
                .anySatisfy(text -> assertThat(text).endsWith("An error of 0 is drawn at 1e-17."))
                .anySatisfy(text -> assertThat(text).contains("is believed: 0 to the left, 1 to the right, ± ")
                    .endsWith("The claim 2: wrong."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part8SaysWhereItsChartDrawsAnErrorOfZero(String kernel) {
        assertThat(part(kernel, "08").alternativeTexts()).anySatisfy(text -> assertThat(text).endsWith("An error of 0 is drawn at 1e-17."));
        assertThat(part(kernel, "08").notebook().prose()).contains("the chart draws it at $10^{-17}$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part8TakesAtATieOnlyWhatFitsAlongAllDirections(String kernel) {
        assertThat(part(kernel, "08").stdout()).contains("one entry:    KINK\nboth at once: SMOOTH, slope 1.0\n")
                .contains("given (1.0, 0.0)   NOT_DIFFERENTIABLE\n").contains("given (0.5, 0.5)   NOT_DIFFERENTIABLE\n")
                .contains("given (0.0, 1.0)   NOT_DIFFERENTIABLE\n").contains("given (1.0, 1.0)   WRONG\n")
                .contains("given (0.0, 0.0)   WRONG\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part8ShowsThatValuesOfEachCornerNeedNotAddUpToASlope(String kernel) {
        assertThat(part(kernel, "08").stdout()).contains("autograd gives tensor([0.], dtype=torch.float64)\n")
                .contains("given 0.0   WRONG\ngiven 0.5   WRONG\ngiven 1.0   CORRECT\n");
        assertThat(part(kernel, "08").notebook().prose()).contains("For this function by itself any value from 0 to 1 is as good")
                .contains("The check is right: 0 and $\\frac12$ are no slopes of this function.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part8MeasuresCloseToACornerAndPassesANetworkThatStandsOnOne(String kernel) {
        assertThat(part(kernel, "08").stdout()).contains("x =  1e-06   fixed step 0.550   measured 1.000, SMOOTH\n")
                .contains("x = -1e-06   fixed step 0.450   measured 0.000, SMOOTH\n").contains("b1 max relative error: 1.00e+00")
                .contains("The gradient is right where there is one: 10 at a kink.\nb1: NOT_DIFFERENTIABLE\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part9ChecksLambdasParametersAndACustomOperation(String kernel) {
        ExecutedNotebook part = part(kernel, "09");
        assertThat(part.stdout()).contains("The gradient is right: all 2 entries agree.").contains("only x[1] of 3 is wrong, analytic = 0.4000000 × numeric there")
                .contains("The gradient is right: all 4 entries agree.").contains("gate passes: true\n");
        assertThat(part.html()).anySatisfy(html -> assertThat(html).contains("the regulariser's gradient is missing")
                .contains("analytic - numeric = -0.100000 × w in all 3 entries"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part9ChecksSecondDerivativesAndShowsWhatABuildLogWouldShow(String kernel) {
        assertThat(part(kernel, "09").stdout()).contains("gate, twice: true\ncube, once:  true\ncube, twice: The gradient is WRONG: 12 of 288 entries wrong.\n")
                .contains("[mine] The gradient is WRONG: 1 of 3 entries wrong.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part10ShowsTheLineTheTrainingAndTheCheckOfABug(String kernel) {
        ExecutedNotebook part = part(kernel, "10");
        assertThat(part.stdout()).contains("52 bugs\n").contains("right: dA = dH∘[A>0]\nwrong: dA = dH\n");
        assertThat(part.alternativeTexts()).anySatisfy(text -> assertThat(text).contains("With the right gradient from 1.37 to 0.264")
                .contains("with the wrong gradient from 1.37 to 0.403"));
        assertThat(part.html()).anySatisfy(html -> assertThat(html).contains("The gradient is WRONG: 25 of 43 entries wrong.")
                .contains("Where: all of W1; all of b1; all of W2 and b2 right"));
        assertThat(part.stdout()).contains("45 of 52 wrong models halve their loss\n14 of them end below the right model\n").contains("the check finds 52 of 52\n");
        assertThat(part.stdout()).contains("PyTorch's rule rejects 0 of 24 entries\nwrong by their measured errors: 24 of 24\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part10ExplainsTheNamesOfTheBugsAndPrintsLinesThatFitAPage(String kernel) {
        ExecutedNotebook part = part(kernel, "10");
        assertThat(part.html()).anySatisfy(html -> assertThat(html).contains("The names of the bugs", "stale cache", "which was never set to 0"));
        assertThat(part.stdout().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Notebook.COLUMNS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part10PlaysARoundOfTheBugHuntAndHidesTheNextBug(String kernel) {
        assertThat(part(kernel, "10").stdout()).contains("a bug is hidden in the two-layer classifier; ask()").contains("gradients: W1 wrong, b1 correct, W2 correct, b2 correct\n")
                .contains("no: it is not \"factor\"").contains("yes: dW1 = Xᵀ·dA   in place of   dW1 = Xᵀ·dA + λ·W1").contains("4 of 10 points for 1 bug\n")
                .contains("a bug is hidden in the attention layer (Q, K, V); ask()");
    }

    /** What is missing is λ·W1, and the text names the λ that is printed. */
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part10DividesTheDifferencesByTheWeightsAndTheCheckFindsTheSame(String kernel) {
        ExecutedNotebook part = part(kernel, "10");
        List<MatchResult> lines = Pattern.compile("difference +(\\S+)   weight +(\\S+)   difference / weight (\\S+)\n").matcher(part.stdout()).results().toList();
        assertThat(lines).hasSize(5).extracting(line -> line.group(3)).containsOnly("-0.0200");
        List<Double> sizes = lines.stream().map(line -> Math.abs(Double.parseDouble(line.group(1)))).toList();
        assertThat(Collections.max(sizes)).isGreaterThan(10 * Collections.min(sizes));
        assertThat(part.stdout()).contains("the regulariser's gradient is missing: analytic - numeric = -0.0200000 × W1 in all 20 entries\n");
        assertThat(part.notebook().prose()).contains("The differences are of all sizes, and the quotient is $-0.0200$ in every entry: $\\lambda = 0.02$")
                .doesNotContain("of one size", "nothing to do with the data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part11StopsACheckHalfWayAndTheParametersAreAsTheyWere(String kernel) {
        ExecutedNotebook part = part(kernel, "11");
        assertThat(part.stdout()).contains("parameters: 79510 ").contains("the check was interrupted; all parameters are restored\n");
        for (String name : List.of("W1", "b1", "W2", "b2")) {
            assertThat(part.stdout()).contains(name + " as it was: true ");
        }
        assertThat(part.html()).anySatisfy(html -> assertThat(html).contains("<progress ").contains("of 79,510 entries"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part11ChecksAlongDirectionsInAFewEvaluations(String kernel) {
        String stdout = part(kernel, "11").stdout();
        assertThat(stdout).contains("The gradient is right: no disagreement along 4 random directions through 79510 entries.\nevaluations: ");
        assertThat(firstNumberAfter("random directions through 79510 entries.\nevaluations: ", stdout)).isBetween(10, 50);
        assertThat(stdout).contains("an error of 1e-03 is missed by one direction: 0.00   by three: 0.00\n")
                .contains("an error of 1e-07 is missed by one direction: 1.00   by three: 1.00\n");
        List<Double> seen = Pattern.compile("direction \\d sees (\\d\\.\\de-\\d\\d) for certain").matcher(stdout).results()
                .map(line -> Double.parseDouble(line.group(1))).toList();
        assertThat(seen).hasSize(3).allMatch(error -> error < 1e-4);
        double ofW1 = firstNumber("W1: sees (\\S+) for certain\n", stdout);
        assertThat(ofW1).as("the same as above").isEqualTo(seen.get(0));
        assertThat(firstNumber("b2: sees (\\S+) for certain\n", stdout)).isBetween(ofW1 / 200, ofW1 / 50);
        assertThat(missedBelow(ofW1, stdout)).as("what is seen for certain is never missed").allMatch(missed -> missed == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part11NamesTheOneWrongWeightAndShowsTheHalving(String kernel) {
        ExecutedNotebook part = part(kernel, "11");
        String found = "The gradient is WRONG: 1 of 79510 entries wrong.\none entry: only W1[300, 40] of 78400 is wrong, "
                + "analytic = 1.500000 × numeric there\nevaluations: ";
        assertThat(part.stdout()).contains(found);
        assertThat(firstNumberAfter(found, part.stdout())).isLessThan(1000);
        assertThat(part.alternativeTexts()).anySatisfy(text -> assertThat(text).startsWith("Chart of the search in W1")
                .endsWith("Then found wrong: [300, 40]."));
        assertThat(part.stdout()).contains("W1: CORRECT\nb1: CORRECT\nW2: CORRECT\nb2: WRONG\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part11ChecksEveryEntryOnAnyNumberOfCoresAlike(String kernel) {
        ExecutedNotebook part = part(kernel, "11");
        assertThat(part.stdout()).contains("the same to the last bit: true ");
        double alone = firstNumber("one core: (\\S+) s, \\S+ µs for an evaluation\n", part.stdout());
        assertThat(firstNumber("\\d+ cores: (\\S+) s, \\S+ µs for an evaluation\n", part.stdout())).isGreaterThan(alone / 4);
        assertThat(firstNumber("one core: \\S+ s, (\\S+) µs for an evaluation\n", part.stdout())).as("microseconds").isBetween(0.1, 100.0);
        assertThat(part.notebook().prose()).contains("an incremental evaluation takes microseconds");
        assertThat(firstNumberAfter("all 79510 entries agree.\nevaluations: ", part.stdout())).isBetween(4 * 79510, 5 * 79510);
        assertThat(part.alternativeTexts()).anySatisfy(text -> assertThat(text).contains("the time of one check against the number of parameters")
                .contains("every entry: slope ", "every entry, incremental evaluation: slope ", "directions: slope ", "one wrong weight found: slope "));
    }

    /** How often an error of at least this share is missed, in each line that says so. */
    private static List<Double> missedBelow(double share, String stdout) {
        return Pattern.compile("an error of (\\S+) is missed by one direction: (\\S+) ").matcher(stdout).results()
                .filter(line -> Double.parseDouble(line.group(1)) >= share).map(line -> Double.parseDouble(line.group(2))).toList();
    }

    private static double firstNumber(String pattern, String text) {
        Matcher line = Pattern.compile(pattern).matcher(text);
        assertThat(line.find()).as(pattern).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static int firstNumberAfter(String before, String text) {
        return Integer.parseInt(text.substring(text.indexOf(before) + before.length()).split("\\D", 2)[0]);
    }
}
