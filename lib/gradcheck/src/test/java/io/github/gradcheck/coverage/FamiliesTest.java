package io.github.gradcheck.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.coverage.family.Families;
import io.github.gradcheck.coverage.family.Family;
import io.github.gradcheck.coverage.family.Sample;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tables rest on: that a sample can be drawn again, and that its slope is what its values show. */
class FamiliesTest {
    private static final int SAMPLES = 20;

    static Stream<Family> families() {
        return Families.all().stream();
    }

    @ParameterizedTest
    @MethodSource("families")
    void samplesAreFiniteAndTheSameEachTime(Family family) {
        for (int number = 0; number < SAMPLES; number++) {
            Sample sample = family.sample(1, number);
            Sample again = family.sample(1, number);
            double value = sample.f().applyAsDouble(sample.x());
            assertThat(value).isFinite().isEqualTo(again.f().applyAsDouble(again.x()));
            assertThat(sample.slope()).isFinite().isEqualTo(again.slope());
            assertThat(sample.distance(sample.slope())).isZero();
            assertThat(Claim.DOUBLE.of(sample).isPresent() || sample.isKink()).isEqualTo(sample.moves() || sample.isKink());
            assertThat(sample.typical()).isPositive();
            assertThat(sample.scale()).isPositive();
        }
    }

    @Test
    void namesAreShortAndUnique() {
        List<String> names = families().map(Family::name).toList();
        assertThat(names).doesNotHaveDuplicates().allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(32).doesNotContain("|"));
    }

    /** Where no rounding is in the way, a central difference must come near the slope that a family claims to have. */
    @Test
    void slopesOfSmoothFunctionsAreThoseOfTheirValues() {
        for (Family family : Families.all().subList(0, 3)) {
            for (int number = 0; number < SAMPLES; number++) {
                Sample sample = family.sample(1, number);
                double h = 1e-6;
                double numeric = (sample.f().applyAsDouble(sample.x() + h) - sample.f().applyAsDouble(sample.x() - h)) / (2 * h);
                assertThat(Math.abs(numeric - sample.slope())).isLessThan(1e-6 * sample.typical());
            }
        }
    }
}
