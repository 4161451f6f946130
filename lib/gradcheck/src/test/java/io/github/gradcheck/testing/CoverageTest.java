package io.github.gradcheck.testing;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CoverageTest {
    private final Coverage coverage = Coverage.of("huber", "logistic")
            .branch("huber", "square", x -> Math.abs(x[0]) <= 1)
            .branch("huber", "tail", x -> Math.abs(x[0]) > 1);
    private final GradientAssert huber = assertThatGradient(x -> Math.abs(x[0]) <= 1 ? x[0] * x[0] / 2 : Math.abs(x[0]) - 0.5,
            x -> new double[] {Math.max(-1, Math.min(1, x[0]))}).countedIn(coverage, "huber");

    @Test
    void listsWhatWasNeverChecked() {
        huber.isCorrectAt(0.5).isCorrectAt(0.25);
        assertThat(coverage.neverChecked()).containsExactly("logistic", "huber: tail");
        assertThatThrownBy(coverage::requireAll).isInstanceOf(AssertionError.class).hasMessage("""
                2 of 4 never checked.
                  never:     logistic
                  never:     huber: tail
                     2 times: huber
                     2 times: huber: square
                  note:      only checks that passed count, and only those of this run: what else -Dtest=… left out is missing here""");
    }

    @Test
    void isContentWhenAllWasCheckedAndCountsMoreThanWasExpected() {
        huber.isCorrectAt(0.5).isCorrectAt(-3);
        coverage.count("logistic");
        coverage.count("dropout: when not training");
        coverage.requireAll();
        assertThat(coverage.counts()).containsEntry("huber", 2).containsEntry("huber: tail", 1).containsEntry("dropout: when not training", 1);
        assertThat(coverage).hasToString("Nothing was left unchecked, of 4.\n     2 times: huber\n     1 times: logistic\n     1 times: huber: square\n"
                + "     1 times: huber: tail\n     1 times: dropout: when not training");
    }

    @Test
    void aConditionThatFailsIsNamedWithItsFunctionAndThePoint() {
        coverage.branch("huber", "far", x -> x[7] > 0);
        assertThatThrownBy(() -> huber.isCorrectAt(0.5)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the condition of the branch \"far\" of \"huber\" failed at [0.5]: java.lang.ArrayIndexOutOfBounds")
                .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
        assertThatThrownBy(() -> coverage.branch(null, "far", x -> true)).isInstanceOf(NullPointerException.class).hasMessage("function");
    }

    @Test
    void doesNotCountACheckThatFailed() {
        GradientAssert wrong = assertThatGradient(x -> x[0] * x[0], x -> x.clone()).countedIn(coverage, "huber");
        assertThatThrownBy(() -> wrong.isCorrectAt(0.5)).isInstanceOf(AssertionError.class);
        wrong.isWrongAt(0.5);
        assertThat(coverage.counts()).containsEntry("huber", 0).containsEntry("huber: square", 0);
    }

    @Test
    void countsRandomPointsByTheBranchTheyLieIn() {
        huber.isCorrectAt(RandomPoints.in(Box.of(-2, 2, 1)).seed(0), 20);
        assertThat(coverage.counts().get("huber")).isEqualTo(20);
        assertThat(coverage.counts().get("huber: square") + coverage.counts().get("huber: tail")).isEqualTo(20);
        assertThat(coverage.neverChecked()).containsExactly("logistic");
    }
}
