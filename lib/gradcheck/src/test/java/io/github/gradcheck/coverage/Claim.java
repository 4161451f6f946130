package io.github.gradcheck.coverage;

import io.github.gradcheck.coverage.family.Sample;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What slope is claimed: the right one, or one of several wrong ones. */
enum Claim {
    RIGHT("right", Sample::slope),
    MILLIONTH("1e-6", sample -> sample.slope() + 1e-6 * sample.typical()),
    TEN_THOUSANDTH("1e-4", sample -> sample.slope() + 1e-4 * sample.typical()),
    HUNDREDTH("1e-2", sample -> sample.slope() + 1e-2 * sample.typical()),
    ZERO("zero", sample -> 0),
    DOUBLE("double", sample -> 2 * sample.slope()),
    NEGATED("negated", sample -> -sample.slope());

    private final String words;
    private final ToDoubleFunction<Sample> value;

    Claim(String words, ToDoubleFunction<Sample> value) {
        this.words = words;
        this.value = value;
    }

    String words() {
        return words;
    }

    /** The claim; empty if it should be a wrong one and is not, as between the slopes of a kink. */
    OptionalDouble of(Sample sample) {
        double claim = value.applyAsDouble(sample);
        return this == RIGHT || sample.distance(claim) > 0 ? OptionalDouble.of(claim) : OptionalDouble.empty();
    }

    /** What is wrong with an outcome; empty if nothing is. */
    Optional<String> fault(Sample sample, Outcome outcome) {
        Answer answer = outcome.answer();
        if (this != RIGHT) {
            return answer == Answer.CORRECT || answer == Answer.KINK ? Optional.of("passes") : Optional.empty();
        }
        if (answer == Answer.WRONG || answer == Answer.UNSURE || answer == Answer.KINK && !sample.isKink()) {
            return Optional.of("is " + answer);
        }
        return Score.excludes(sample, outcome) ? Optional.of("interval without the slope") : Optional.empty();
    }
}
