package io.github.gradcheck.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.Cause;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.nets.JavaBackward;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GalleryTest {
    private record Found(PlantedBug bug, GradientReport report) {
        Optional<Kind> cause() {
            return report.cause().map(Cause::kind);
        }
    }

    private static final List<Found> ALL = Gallery.all().stream().map(bug -> new Found(bug, bug.check())).toList();

    /** All but those of the exercises, which are chosen for students who read the lines: of these the gradients may tell less. */
    private static final List<Found> BY_GRADIENTS = ALL.stream().filter(found -> !JavaBackward.bugs().contains(found.bug())).toList();

    @Test
    void noBugVanishes() {
        assertThat(ALL).hasSize(135);
        assertThat(Gallery.trainable()).hasSize(52);
        assertThat(BY_GRADIENTS).hasSize(ALL.size() - 14);
        assertThat(ALL.stream().map(found -> found.bug().model().name()).distinct().toList()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(ALL.stream().map(found -> found.bug().toString())).doesNotHaveDuplicates();
    }

    @Test
    void everyBugIsCalledWrong() {
        assertThat(ALL).filteredOn(found -> found.report().verdict() != Verdict.WRONG).extracting(found -> found.bug() + "\n" + found.report()).isEmpty();
    }

    /** Where the gradients alone do not tell what went wrong, "no simple relation found" is the right answer. */
    @Test
    void hardlyAnyBugIsOneThatTheGradientsDoNotTell() {
        assertThat(BY_GRADIENTS).filteredOn(found -> found.bug().cause().isEmpty()).hasSizeLessThanOrEqualTo(BY_GRADIENTS.size() * 3 / 100);
    }

    @Test
    void theCauseIsNamedForAlmostAllAndAWrongCauseForAlmostNone() {
        List<String> unnamed = new ArrayList<>();
        List<String> misnamed = new ArrayList<>();
        for (Found found : BY_GRADIENTS) {
            if (found.cause().equals(found.bug().cause())) {
                continue;
            }
            if (found.cause().isEmpty()) {
                unnamed.add(found.bug().toString() + "\n" + found.report());
            } else {
                misnamed.add(found.bug() + ": " + found.report().cause().get());
            }
        }
        assertThat(misnamed).as("wrong causes").hasSizeLessThanOrEqualTo(BY_GRADIENTS.size() * 2 / 100);
        assertThat(unnamed).as("no cause, or a wrong one").hasSizeLessThanOrEqualTo(BY_GRADIENTS.size() * 5 / 100 - misnamed.size());
    }

    @Test
    void whatTheGradientsTellOfAnExercisesBugIsNamed() {
        assertThat(ALL).filteredOn(found -> JavaBackward.bugs().contains(found.bug()))
                .allSatisfy(found -> assertThat(found.cause()).as(found.bug().toString()).isEqualTo(found.bug().cause()));
    }

    static Stream<PlantedBug> bugs() {
        return Gallery.all().stream();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void withTheRightLineTheModelIsRight(PlantedBug bug) {
        assertThat(GradientCheck.examine(bug.model().problem(bug.model().recipe())).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void oneLineDiffersAndASentenceSaysHow(PlantedBug bug) {
        List<Line> right = bug.model().recipe().backward();
        List<Line> wrong = bug.lines().backward();
        assertThat(IntStream.range(0, right.size()).filter(i -> !right.get(i).equals(wrong.get(i))).mapToObj(wrong::get)).containsExactly(bug.wrongLine());
        assertThat(bug.wrongLine().name()).isEqualTo(bug.rightLine().name());
        assertThat(bug.wrongLine().text()).isNotEqualTo(bug.rightLine().text());
        assertThat(bug.meaning()).hasSizeBetween(15, 100);
    }

    @Test
    void saysWhatThereIsWhereANameIsUnknown() {
        assertThatIllegalArgumentException().isThrownBy(() -> Gallery.in("two layer classifier"))
                .withMessageStartingWith("there is no model \"two layer classifier\"; the models are:\n").withMessageContaining("\n    \"dense layer (X, W, b)\"\n");
        assertThatIllegalArgumentException().isThrownBy(() -> Gallery.of("deeper net", "none")).withMessageContaining("\n    \"detached branch\"");
        assertThat(Gallery.of("softmax", "cross term missing").rightLine()).hasToString("dx = y∘(dy − Σ y∘dy)");
    }

    @Test
    void aFunctionCannotBeTrained() {
        PlantedBug bug = Gallery.of("softmax", "cross term missing");
        assertThatThrownBy(() -> bug.right().get()).isInstanceOf(UnsupportedOperationException.class).hasMessage("the model \"softmax\" cannot be trained");
    }
}
