package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.slice.Extrapolation;
import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.LocalFit;
import io.github.gradcheck.slice.NumberGrid;
import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Values;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each constant of the core, with its source and the figure that sets it: one that moves fails. */
class ConstantsTest {
    private static final List<String> TABLE = new ArrayList<>();

    @AfterAll
    static void print() {
        System.out.println("| constant | value | figure | source |\n|---|---:|---|---|\n" + String.join("\n", TABLE));
    }

    private static void is(String constant, double value, double expected, String figure, String source) {
        TABLE.add(String.format(Locale.ROOT, "| %s | %.6g | %s | %s |", constant, value, figure, source));
        assertThat(value).as(constant).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
    }

    /** A private constant. */
    private static double of(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return ((Number) field.get(null)).doubleValue();
    }

    private static void calibrated(Class<?> type, String name, double expected, String figure) throws ReflectiveOperationException {
        is(type.getSimpleName() + "." + name, of(type, name), expected, figure, "calibrated");
    }

    private static double[] weights(LocalFit fit) {
        double[] weights = new double[LocalFit.NODES];
        for (int j = 0; j < weights.length; j++) {
            double[] unit = new double[LocalFit.NODES];
            unit[j] = 1;
            weights[j] = fit.first(unit);
        }
        return weights;
    }

    private static void fit(String name, LocalFit fit, double absolute, double euclidean, double... weights) {
        is(name + " ‖w‖₁", fit.absolute(), absolute, "weights " + Arrays.toString(weights), "least squares");
        is(name + " ‖w‖₂", fit.euclidean(), euclidean, "the noise of the slope for values of noise 1", "least squares");
        assertThat(weights(fit)).containsExactly(weights, within(1e-5));
    }

    @Test
    void weightsOfTheFits() {
        fit("odd fit", LocalFit.ODD, 6.758251, 2.635004, 0.099257, -0.822417, 0.936793, 1.419623, 1.27651, 0.984745, 0.714441, 0.504465);
        fit("even fit", LocalFit.EVEN, 27.718265, 11.190762, 0.870663, -4.896783, 3.176754, 5.608598, 3.788038, 0.415079, -3.020849,
                -5.9415);
        fit("one-sided fit", LocalFit.ONE_SIDED, 86.769871, 34.825254, -2.506145, 12.587725, -11.361588, -12.642894, -1.704729, 9.650646,
                16.804178, 19.511966);
    }

    private static void gains(String name, Extrapolation extrapolation, double... gains) {
        for (int count = 1; count <= extrapolation.most(); count++) {
            is(name + ", gain of " + count, extrapolation.gain(count), gains[count - 1], "Σ |w|/r^j, in units of q/h", "Richardson");
        }
    }

    @Test
    void gainsOfExtrapolation() throws ReflectiveOperationException {
        gains("central", Extrapolation.CENTRAL, 1, 1.4314052, 1.5453274, 1.5720351);
        gains("even", Extrapolation.EVEN, 1, 2.3384347, 2.7544708, 2.8558702);
        gains("one-sided", Extrapolation.ONE_SIDED, 1, 2.3384347, 3.3472476, 3.9427639, 4.2565591);
        is("DifferenceEstimate.VALUE_ERROR", of(DifferenceEstimate.class, "VALUE_ERROR"), 2, "spacings that a computed value may be off: 2652 derivatives", "calibrated");
    }

    /** P(|T| > t) for nine degrees of freedom (Abramowitz and Stegun, 26.7.3). */
    private static double beyond(double t) {
        double angle = Math.atan(t / 3);
        double c = Math.cos(angle);
        double sum = c + 2.0 / 3 * Math.pow(c, 3) + 8.0 / 15 * Math.pow(c, 5) + 16.0 / 35 * Math.pow(c, 7);
        return 1 - 2 / Math.PI * (angle + Math.sin(angle) * sum);
    }

    @Test
    void deviationsThatScatterMayMake() throws ReflectiveOperationException {
        calibrated(Window.class, "DEVIATIONS", 8, "Student's t with 9 degrees of freedom lies beyond 8 in 2.2e-5 of cases");
        is("beyond 8 deviations", beyond(8), 2.213482e-5, "sixty windows an entry: one entry in 750", "Abramowitz and Stegun 26.7.3");
        assertThat(LocalFit.ODD.freedom() + LocalFit.EVEN.freedom()).isEqualTo(9);
    }

    @Test
    void stepsOfTheGrid() throws ReflectiveOperationException {
        is("Grid.RATIO", Grid.RATIO, 1.45, "no period of 2 or 10", "chosen");
        is("Grid.FIRST", of(Grid.class, "FIRST"), 0.1236, "no power of 2 or 10", "chosen");
        is("LocalFit.NODES", LocalFit.NODES, 8, "three coefficients, and five degrees of freedom", "chosen");
        is("span of a window", Math.pow(Grid.RATIO, LocalFit.NODES - 1), 13.476466, "tells u from u³ and u⁵", "1.45^7");
        is("Grid.WIDE", Grid.step(Grid.WIDE), 0.1236, "of x: f changes by a tenth of what it does over its own length", "chosen");
        is("Grid.WIDEST", Grid.step(Grid.WIDEST), 10.676638, "of x: as far as x is from 0, and ten times", "chosen");
        is("Grid.NARROWEST", Grid.step(Grid.NARROWEST), 4.0095749e-12, "of x: rounding leaves two digits of a slope of 1", "chosen");
        is("Grid.NEAREST_TO_ZERO", Grid.step(Grid.NEAREST_TO_ZERO), 2.3754084e-15, "of the size of x, at 0", "chosen");
        is("Grid.FARTHEST", Grid.step(Grid.FARTHEST), 5.1346948e+10, "of x: where f is 0 throughout", "chosen");
        is("Extrapolation.APART", Extrapolation.APART, 2, "steps in the ratio 2.1", "chosen");
        is("Slice.COARSE_X", of(Slice.class, "COARSE_X"), 64, "x ± h is moved by at most 1/128 of h", "half an ulp of 64");
        is("Slice.BESIDE_X", of(Slice.class, "BESIDE_X"), 1e-3, "of a small x in a large array", "chosen");
    }

    @Test
    void stepsOfTheFirstLooks() throws ReflectiveOperationException {
        double narrow = of(FirstEstimates.class, "NARROW");
        is("FirstEstimates.NARROW", narrow, 24, "h = 1.66e-5, where f''' = 1 and rounding of 1 make errors of a size", "h³ ~ ulp(1)");
        double ratio = Math.pow(Grid.RATIO, 2.0 * Extrapolation.APART);
        double equal = Math.cbrt(2 * Extrapolation.CENTRAL.gain(2) * Math.ulp(1.0) * 6 / (ratio - 1));
        is("step of equal errors", equal, 1.0369661e-5, "(r² − 1)·h²/6 = 2·gain·ulp(1)/h", "Richardson");
        assertThat(Math.abs(narrow - Math.log(Grid.step(0) / equal) / Math.log(Grid.RATIO))).isLessThan(2);
        is("FirstEstimates.WIDE", Grid.step((int) of(FirstEstimates.class, "WIDE")), 0.0063252028, "step 8: six thousandths of x", "chosen");
        double narrower = Math.pow(Grid.RATIO, of(FirstEstimates.class, "NEARER_BY"));
        is("FirstEstimates.NEARER_BY", narrower, 19.540875, "8 steps: twenty times as near", "chosen");
        double narrowest = Math.pow(Grid.RATIO, of(FirstEstimates.class, "NEAREST_BY"));
        is("FirstEstimates.NEAREST_BY", narrowest, 1687.95181, "20 steps: 1700 times as near", "chosen");
        calibrated(Confirmation.class, "FAR_OUTSIDE", 20, "errors; doubled, one claim off by 1/100 passes in all families");
        calibrated(Confirmation.class, "NEAR_ERRORS", 4, "errors of the nearer estimate; halved or doubled over all families: no alarm, no pass");
        is("FirstEstimates.PARTS", of(FirstEstimates.class, "PARTS"), 4, "rounding, difference of looks, jump of slopes, and room", "chosen");
        is("Confirmation.NEARER", of(Confirmation.class, "NEARER"), 4, "steps: 4.4 times as near", "chosen");
        is("FirstEstimates.LAST", Grid.step((int) of(FirstEstimates.class, "LAST")), 0.013298739, "step 6: four steps two apart up to step 0", "chosen");
        is("Scan.FEW_VALUES", of(Scan.class, "FEW_VALUES"), 4, "values: the steepest secant of fewer says nothing", "chosen");
        is("Scan.FEWEST_WINDOWS", of(Scan.class, "FEWEST_WINDOWS"), 9, "windows: a window's span, and one more", "chosen");
        is("Plateau.FARTHER", Math.pow(Grid.RATIO, of(Plateau.class, "FARTHER")), 86.380562, "12 steps", "chosen");
        is("Confirmation.HIDDEN", of(Confirmation.class, "HIDDEN"), 0.125, "of what is to be seen, that rounding may hide", "chosen");
        is("AccurateEstimates.ANOTHER_SLOPE", of(AccurateEstimates.class, "ANOTHER_SLOPE"), 0.5, "of the slope, that a mean over hundredths of x may be off", "chosen");
        is("AccurateEstimates.SMOOTH", of(AccurateEstimates.class, "SMOOTH"), 1e-9, "what only smooth functions give", "chosen");
    }

    @Test
    void stretchesThatAgree() throws ReflectiveOperationException {
        calibrated(ScaleRun.class, "DROPPED", 3, "windows before a break");
        calibrated(ScaleRun.class, "GROWTH", 1.3, "of noise, over six windows");
        calibrated(ScaleRun.class, "NARROWER", 6, "windows; curvature u⁷ grows by 1.45^42 meanwhile");
        calibrated(ScaleRun.class, "COMPARED", 3, "windows: a factor of three in scale");
        double slowest = of(ScaleRun.class, "SLOWEST");
        is("ScaleRun.SLOWEST", slowest, 2.3404265, "what is still off at h^½, in differences over 3 windows", "1/(1−1.45^-1.5)");
        calibrated(ScaleRun.class, "LESS_BIASED", 5, "windows: 6.4 times less sharp, 2.5 times less biased at h^½");
        is("less sharp", Math.pow(Grid.RATIO, of(ScaleRun.class, "LESS_BIASED")), 6.409734, "of a window 5 narrower", "1.45^5");
        is("less biased", Math.pow(Grid.RATIO, of(ScaleRun.class, "LESS_BIASED") / 2), 2.5317453, "of a window 5 narrower", "1.45^2.5");
        calibrated(ScaleRun.class, "CONFIRMED", 4, "windows over which curvature shrinks to a fifth, a jump of slopes not at all");
        is("ScaleRun.ACCURATE", ScaleRun.ACCURATE, 0.1, "neither 0 nor the double is in the interval", "chosen");
        calibrated(Scan.class, "IN_NOISE", 8, "scatters that an inner run may lead off the line of an outer one");
        is("Scan.ROUNDING", of(Scan.class, "ROUNDING"), 0.5, "spacings that rounding alone makes values scatter: 1/√12, and room for few", "1/√12");
    }

    @Test
    void gridsOfValues() throws ReflectiveOperationException {
        calibrated(Values.class, "COINCIDENCES", 3, "values equal to f(x); halved or doubled over all families: no alarm, no pass");
        calibrated(NumberGrid.class, "ROUNDING", 16, "ulps that are no difference; halved or doubled over all families: no alarm, no pass");
        calibrated(NumberGrid.class, "COARSE", 1e6, "roundings, below which there is no grid; halved or doubled over all families: no alarm, no pass");
        calibrated(NumberGrid.class, "MULTIPLE", 1e-6, "how far a difference may be off a multiple; halved or doubled over all families: no alarm, no pass");
        calibrated(NumberGrid.class, "LOOSEST", 1e-3, "how far at most, rounding included; halved or doubled over all families: no alarm, no pass");
        calibrated(NumberGrid.class, "PARTS", 20, "spacings that the smallest difference may have; halved or doubled over all families: no alarm, no pass");
        is("Values.CHANCE", of(Values.class, "CHANCE"), 20, "bits: one in a million by chance", "2^-20");
        is("Values.NICE_DIGITS", of(Values.class, "NICE_DIGITS"), 16, "digits that a written number may have; one float in 256 has no more", "chosen");
        is("Values.FEWEST_BITS", of(Values.class, "FEWEST_BITS"), 4, "bits: a finer grid makes no difference", "chosen");
    }

    @Test
    void claimsAndJumps() throws ReflectiveOperationException {
        is("Claim.NEEDED", Claim.NEEDED, 0.005, "an error of a hundredth would not have agreed", "1/200");
        is("Claim.NEEDED_ALONG", of(Claim.class, "NEEDED_ALONG"), 0.01, "of the size of most directions", "chosen");
        is("Claim.WANTED", of(Claim.class, "WANTED"), 1e-7, "sharper than any tolerance in use", "CS231n");
        is("Claim.ACCEPTED", of(Claim.class, "ACCEPTED"), 1e-5, "what rounding leaves of small slopes of large values", "chosen");
        is("Values.NEGLIGIBLE", Values.NEGLIGIBLE, 1e-10, "of what f moves within step 0: nothing beside rounding inside f", "chosen");
        is("Plateau.SEEN", of(Plateau.class, "SEEN"), 64, "spacings: none of rounding inside f", "chosen");
        is("SlopeMeter.BETWEEN", of(SlopeMeter.class, "BETWEEN"), 0.25, "of a spacing: no number of a grid", "chosen");
        is("Discontinuity.HALVINGS", of(Discontinuity.class, "HALVINGS"), 24, "d·2^-24: what is continuous leaves no thousandth", "chosen");
        is("PlateauEdge.SETTLED", of(PlateauEdge.class, "SETTLED"), 8, "halvings and secants: no jump leaves little", "chosen");
        is("PlateauEdge.HALVINGS", of(PlateauEdge.class, "HALVINGS"), 24, "d·2^-24: what is continuous leaves no thousandth", "chosen");
        calibrated(PlateauEdge.class, "REMAINS", 0.25, "of the move that a step must make at once: as in Discontinuity, here not varied");
        is("PlateauEdge.BEYOND", 1 / of(PlateauEdge.class, "BEYOND"), 16_384, "of the way beyond and before the place that the secant shows", "chosen");
        is("PlateauEdge.FARTHER_OFF", of(PlateauEdge.class, "FARTHER_OFF"), 4, "times what a straight line leaves by: more is a step; halved or doubled: the same", "chosen");
        is("PlateauEdge.FEW", of(PlateauEdge.class, "FEW"), 64, "spacings over a thousandth of the way: slower is hidden by rounding", "chosen");
        is("PlateauEdge.SHORT", 1 / of(PlateauEdge.class, "SHORT"), 1024, "of the way, over which f must have left", "chosen");
        is("Plateau.ENOUGH_AT_FIRST", of(Plateau.class, "ENOUGH_AT_FIRST"), 1e-3, "of what f does elsewhere", "chosen");
        is("Discontinuity.SHORTER", of(Discontinuity.class, "SHORTER"), 4, "quarters of the distance to a jump, for the next may be near", "chosen");
        calibrated(Discontinuity.class, "REMAINS", 0.25, "of the way from the line that a jump must make at once");
        calibrated(Discontinuity.class, "TURNED", 0.25, "of the way from one line to the other");
    }
}
