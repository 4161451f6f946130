package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.direction.DirectionalComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HalvingSliderTest {
    /** Of Σ x² over 6000 entries; the gradient is wrong in the entries given. */
    static ParameterReport searched(int... wrong) {
        double[] x = new double[6000];
        Arrays.setAll(x, i -> 1 + i % 7);
        return GradientCheck.of(v -> Arrays.stream(v).map(e -> e * e).sum(), v -> {
            double[] gradient = Arrays.stream(v).map(e -> 2 * e).toArray();
            Arrays.stream(wrong).forEach(i -> gradient[i] *= 1.5);
            return gradient;
        }).at(x).parameters().get(0);
    }

    @Test
    void eachHalvingShowsWhatWasClaimedAndMeasuredAndTheLastPlaceWhatWasFound() {
        ParameterReport report = searched(4321);
        Shown shown = Shown.of(HalvingSlider.of(report));
        List<DirectionalComparison> steps = report.search().steps();
        int halvings = steps.size() / 2;
        assertThat(halvings).isGreaterThan(5);
        for (int row = 1; row <= halvings; row++) {
            DirectionalComparison left = steps.get(2 * row - 2);
            DirectionalComparison right = steps.get(2 * row - 1);
            assertThat(shown.at(row + " of " + halvings, "halved")).isEqualTo(String.format(Locale.ROOT, "%,d to %,d", left.from(), right.to() - 1));
            assertThat(shown.at(row + " of " + halvings, "left half")).endsWith(left.to() > 4321 ? "disagrees" : ": agrees");
            assertThat(shown.at(row + " of " + halvings, "right half")).endsWith(left.to() > 4321 ? ": agrees" : "disagrees");
            assertThat(shown.at(row + " of " + halvings, "")).contains(String.format(Locale.ROOT, "claimed %.6g, measured %.6g", left.analytic(), left.numeric().value()));
        }
        assertThat(shown.at("one by one", "found wrong")).isEqualTo(report.name() + "[4321]");
    }

    @Test
    void whereNothingWasHalvedThereIsNothingToMove() {
        ParameterReport right = searched();
        assertThatThrownBy(() -> HalvingSlider.of(right)).hasMessageContaining("was not searched by halving: it is correct");
    }
}
