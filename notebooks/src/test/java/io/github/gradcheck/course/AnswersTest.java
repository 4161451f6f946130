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
}
