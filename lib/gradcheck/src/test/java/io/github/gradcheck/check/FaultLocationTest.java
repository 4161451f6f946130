package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Between which layers a fault lies, from which gradients are right and which are wrong. */
class FaultLocationTest {
    private static final List<String> CHAIN = List.of("W1", "b1", "W2", "b2");

    /** A chain of four named arrays, from input to loss, whose gradients are doubled where named. */
    private static GradientReport chain(String... wrong) {
        return report(params(), wrong);
    }

    private static Map<String, NDArray> params() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        CHAIN.forEach(name -> params.put(name, NDArray.of(new double[] {0.3, -0.7, 1.1}, 3)));
        return params;
    }

    private static GradientReport report(Map<String, NDArray> params, String... wrong) {
        return GradientCheck.ofParameters(params, () -> params.values().stream().mapToDouble(w -> w.multiply(w).sum()).sum(), () -> {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            params.forEach((name, w) -> gradients.put(name, w.multiply(List.of(wrong).contains(name) ? 4 : 2)));
            return gradients;
        }).run();
    }

    private static String place(String... wrong) {
        return chain(wrong).place().orElseThrow();
    }

    @Test
    void whatIsRightNearerTheLossWasPassedOnRightly() {
        assertThat(place("W1", "b1")).isEqualTo("the gradients from W2 to the loss are right, all from b1 to the input are wrong: the fault lies between b1 and W2");
        assertThat(place("W1", "b1", "W2")).endsWith("the fault lies between W2 and b2");
    }

    @Test
    void whatIsRightFartherFromTheLossWasPassedOnRightlyToo() {
        assertThat(place("W2")).isEqualTo("only W2 is wrong: the fault lies in its own gradient, not in what is passed on");
        assertThat(place("b2")).startsWith("only b2 is wrong");
    }

    @Test
    void ofTheFarthestAloneItCannotBeToldWhetherItsOwnGradientIsWrongOrWhatIsPassedOnToIt() {
        assertThat(place("W1")).isEqualTo("only W1, the farthest from the loss, is wrong: the fault lies in its own gradient, or between it and b1");
    }

    @Test
    void whereAllAreWrongTheFaultIsAtTheLoss() {
        assertThat(place("W1", "b1", "W2", "b2")).contains("the fault lies at the loss, or at the last layer, before b2");
    }

    @Test
    void gradientsThatAreWrongHereAndThereHaveNoOnePlace() {
        assertThat(place("W1", "W2")).contains("do not follow each other");
    }

    @Test
    void rightGradientsHaveNoPlaceAndNeitherHasAMapWithoutAnOrder() {
        assertThat(chain().place()).isEmpty();
        Map<String, NDArray> unordered = Map.copyOf(params());
        GradientReport report = report(unordered, "W1", "b1");
        assertThat(report.place()).isEqualTo(Optional.empty());
        assertThat(report.parameters()).extracting(ParameterReport::name).containsExactlyElementsOf(new TreeMap<>(unordered).keySet());
    }
}
