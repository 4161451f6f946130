package io.github.gradcheck.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Trainable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedBugTest {
    private static final int STEPS = 60;

    static Stream<String> models() {
        return Gallery.trainable().stream().map(bug -> bug.model().name()).distinct();
    }

    static Stream<PlantedBug> bugs() {
        return Gallery.trainable().stream();
    }

    private static Trainable right(String model) {
        return Gallery.in(model).get(0).right().get();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theRightModelIsRightWhereItStartsAndAfterSomeSteps(String model) {
        Trainable trainable = right(model);
        assertThat(GradientCheck.examine(trainable.problem()).verdict()).isEqualTo(Verdict.CORRECT);
        trainable.train(5);
        assertThat(GradientCheck.examine(trainable.problem()).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @ParameterizedTest
    @MethodSource("models")
    void theRightModelLearns(String model) {
        double[] losses = right(model).train(STEPS);
        assertThat(losses).hasSize(STEPS + 1);
        assertThat(losses[STEPS]).isLessThan(losses[0] / 3);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void theWrongModelStartsWhereTheRightOneDoes(PlantedBug planted) {
        Map<String, NDArray> right = planted.right().get().params();
        planted.wrong().get().params().forEach((name, array) -> assertThat(array.toArray()).isEqualTo(right.get(name).toArray()));
        assertThat(planted.wrong().get().train(0)).isEqualTo(planted.right().get().train(0));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void theBugChangesHowTheModelLearns(PlantedBug planted) {
        assertThat(planted.wrong().get().train(3)).isNotEqualTo(planted.right().get().train(3));
    }

    @Test
    void mostWrongModelsLearnAllTheSame() {
        List<PlantedBug> falling = bugs().filter(planted -> {
            double[] losses = planted.wrong().get().train(STEPS);
            return losses[STEPS] < losses[0] / 2;
        }).toList();
        assertThat(falling).hasSizeGreaterThan(Gallery.trainable().size() / 2);
    }

    @Test
    void aRunThatLeavesTheNumbersEndsInNaN() {
        double[] losses = Gallery.of("attention net", "missing 1/N").wrong().get().train(10 * STEPS);
        assertThat(losses[0]).isFinite();
        assertThat(losses[10 * STEPS]).isNaN();
    }

    @Test
    void everyClassicalBugIsThereAndEveryKindOfModel() {
        assertThat(bugs().map(PlantedBug::bug).distinct().toList()).contains("sign", "factor", "missing 1/N", "forgotten mask", "transposed weight",
                "wrong axis", "bias not summed", "off-by-one label", "softmax without its cross term", "regulariser twice", "detached branch",
                "wrong epsilon", "stale cache", "in-place damage");
        assertThat(models()).hasSize(10);
    }

    @Test
    void aNegativeNumberOfStepsIsNoTraining() {
        assertThatIllegalArgumentException().isThrownBy(() -> right("deeper net").train(-1)).withMessageContaining("-1");
    }
}
