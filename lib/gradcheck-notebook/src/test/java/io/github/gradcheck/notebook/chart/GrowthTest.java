package io.github.gradcheck.notebook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.notebook.chart.Growth.Timing;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTest {
    @TempDir
    Path folder;

    private Growth read(String... lines) throws IOException {
        return Growth.of(Files.write(folder.resolve("growth.csv"), List.of(lines)));
    }

    private static Growth of(boolean isLastMeasured) {
        return new Growth(List.of(new Timing("every entry", 100, 0.001, true), new Timing("every entry", 10_000, 10, true),
                new Timing("every entry", 1_000_000, 5000, isLastMeasured)));
    }

    private static long pixels(Picture picture, Color colour) {
        int width = picture.image().getWidth();
        return IntStream.range(0, width * picture.image().getHeight())
                .filter(i -> picture.image().getRGB(i % width, i / width) == colour.getRGB()).count();
    }

    @Test
    void readsAFileWithCommentsAndNamesThatHaveAComma() throws IOException {
        Growth growth = read("# one machine, one day", "method,parameters,seconds,measured", "\"every entry, incremental evaluation\",83,0.5,true",
                "directions,1000000,2,false");
        assertThat(growth.methods()).containsExactly("every entry, incremental evaluation", "directions");
        assertThat(growth.of("directions")).containsExactly(new Timing("directions", 1_000_000, 2, false));
    }

    @Test
    void theSlopeIsTheExponentOfAPowerLaw() {
        List<Timing> timings = new ArrayList<>();
        for (long p : new long[] {83, 3760, 79_510}) {
            timings.add(new Timing("law", p, 3e-7 * Math.pow(p, 1.75), true));
        }
        timings.add(new Timing("law", 1_000_000, 1, false));
        assertThat(new Growth(timings).slope("law")).hasValueCloseTo(1.75, within(1e-12));
    }

    @Test
    void onePointHasNoSlope() {
        assertThat(new Growth(List.of(new Timing("a", 83, 1, true), new Timing("a", 100, 1, false))).slope("a")).isEmpty();
    }

    @Test
    void theSavedFiguresHaveTheFourMethods() {
        Growth saved = Growth.saved();
        assertThat(saved.methods()).containsExactlyInAnyOrder("every entry", "every entry, incremental evaluation", "directions", "one wrong weight found");
        assertThat(saved.methods()).allSatisfy(method -> assertThat(saved.of(method)).extracting(Timing::parameters).contains(83L, 3760L, 79_510L));
        assertThat(saved.methods()).allSatisfy(method -> assertThat(saved.slope(method)).isPresent());
    }

    @Test
    void theChartSaysTheSlopesAndDrawsExtrapolatedPointsHollow() {
        assertThat(GrowthChart.of(of(true)).alternativeText()).contains("every entry: slope 1.67; 1,000,000 parameters take 1.4 h.");
        assertThat(GrowthChart.of(of(false)).alternativeText()).contains("every entry: slope 2.00; 1,000,000 parameters take 1.4 h, extrapolated.");
        assertThat(pixels(GrowthChart.of(of(false)), Style.FAILS)).isLessThan(pixels(GrowthChart.of(of(true)), Style.FAILS) - 100);
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("method,seconds,parameters,measured", "a,1,1,true"))
                .withMessageContaining("must have the columns [method, parameters, seconds, measured]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Timing("a", 0, 1, true)).withMessage("parameters of \"a\" must be positive: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Timing("a", 1, Double.NaN, true))
                .withMessage("seconds of \"a\" must be positive and finite: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new Growth(List.of())).withMessage("timings are empty");
        Growth five = new Growth(IntStream.range(0, 5).mapToObj(i -> new Timing("method " + i, 1, 1, true)).toList());
        assertThatIllegalArgumentException().isThrownBy(() -> GrowthChart.of(five)).withMessageContaining("at most 4 methods");
    }
}
