package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checks say to answers that only some students give. */
class AnswersTest {
    @ParameterizedTest
    @CsvSource({"(plus - minus) / (2 * h), (plus - f.applyAsDouble(x)) / h", "(plus - minus) / (2 * h), (f.applyAsDouble(x) - minus) / h"})
    void aDifferenceToOneSideIsToldThatItIsOne(String right, String oneSided) throws IOException {
        try (AnswerShell exercise = AnswerShell.with("01", right, oneSided)) {
            assertThat(exercise.check("gradient-values")).startsWith("0.0 Not yet. Where x is 1 your gradient is off by 3h. ").endsWith("to one side.");
            assertThat(exercise.check("gradient-hidden")).startsWith("0.0 ");
        }
    }

    @Test
    void anotherSlipIsNotCalledADifferenceToOneSide() throws IOException {
        try (AnswerShell exercise = AnswerShell.with("01", "/ (2 * h)", "/ (2 * h) + h")) {
            assertThat(exercise.check("gradient-values")).startsWith("0.0 Not yet. The gradient is WRONG").doesNotContain("one side");
        }
    }

    /** 1e-7 is what Part 2 teaches, and where the charts draw their line. */
    @ParameterizedTest
    @CsvSource({"!(error <= 1e-7), error > 1e-8", "!(error <= 1e-7), error > 1e-7", "!(error <= 1e-7), error > 1e-2"})
    void allStudentNumbersGetFullPointsAtEachThresholdThatPart2Names(String right, String threshold) throws IOException {
        try (AnswerShell exercise = AnswerShell.with("02", right, threshold)) {
            for (int number = 1; number <= 30; number++) {
                exercise.run("studentNumber = " + number + "L;\nnet = PlantedNet.of(studentNumber);");
                assertThat(exercise.check("errors-check")).as("number %d", number).isEqualTo("3.0 Right.");
                assertThat(exercise.check("wrong-check")).isEqualTo("2.0 Student number " + number + ".\nRight.");
                assertThat(exercise.check("suspects-check")).as("number %d", number).isEqualTo("2.0 Right.");
            }
        }
    }

    @Test
    void aNameThatIsNoParameterIsToldBeforeAnythingIsJudged() throws IOException {
        try (AnswerShell exercise = AnswerShell.with("02", "return wrong;", "return Set.of(\"w1\");")) {
            assertThat(exercise.check("wrong-check")).endsWith("Not yet. There is no parameter \"w1\": they are [W1, b1, W2, b2].");
        }
    }

    @Test
    void anErrorUnderAnotherNameIsMissedAndTheNamesAreShown() throws IOException {
        try (AnswerShell exercise = AnswerShell.with("02", "errors.put(name,", "errors.put(name.toLowerCase(),")) {
            assertThat(exercise.check("errors-check")).isEqualTo("0.0 Not yet. There is no error for W1: you have [w1, b1, w2, b2].");
        }
    }

    /** Whatever is wrong with an answer, the given cell that uses it is not to blame. */
    @ParameterizedTest
    @CsvSource({"0", "-1e-3", "Double.NaN", "Double.POSITIVE_INFINITY", "1e300", "1e-300", "1e-12"})
    void aStepThatIsNoneIsNotBlamedOnTheGivenCell(String step) throws IOException {
        try (AnswerShell exercise = AnswerShell.with("01", "return 5e-3;", "return " + step + ";")) {
            assertThat(exercise.check("step-check")).startsWith("0.0 Not yet. ").doesNotContain("errorInFloat32", "Your code threw");
        }
    }

    @ParameterizedTest
    @CsvSource({"softplus-forward", "softplus-far", "softplus-backward", "slip-check"})
    void whatIsNotWrittenIsCalledByItsNameInEveryCheckThatUsesIt(String check) throws IOException {
        String written = "return in[0].relu().add(in[0].abs().negate().exp().add(1).log());";
        try (AnswerShell exercise = AnswerShell.with("04", written, "throw new UnsupportedOperationException(\"not written yet\");")) {
            assertThat(exercise.check(check)).startsWith("0.0 Softplus.forward is not written yet: ");
        }
    }
}
