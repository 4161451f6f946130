package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of the parts after the tutorial's own six, as each notebook prints them in each kernel. */
class FurtherFiguresIT {
    private static ExecutedNotebook part(String kernel, String number) {
        assumeTrue(Course.isSelected(number), "notebook " + number + " is not part of this run");
        return ExecutedNotebook.of(kernel, number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part10ShowsTheLineTheTrainingAndTheCheckOfABug(String kernel) {
        ExecutedNotebook part = part(kernel, "10");
        assertThat(part.stdout()).contains("52 bugs\n").contains("right: dA = dH∘[A>0]\nwrong: dA = dH\n");
        assertThat(part.alternativeTexts()).anySatisfy(text -> assertThat(text).contains("With the right gradient from 1.37 to 0.264")
                .contains("with the wrong gradient from 1.37 to 0.403"));
        assertThat(part.html()).anySatisfy(html -> assertThat(html).contains("The gradient is WRONG: 25 of 43 entries wrong.")
                .contains("the fault lies between b1 and W2"));
        assertThat(part.stdout()).contains("45 of 52 wrong models halve their loss\n14 of them end below the right model\n");
        assertThat(part.stdout()).contains("PyTorch's rule rejects 0 of 24 entries\nwrong by their measured errors: 24 of 24\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part10PlaysARoundOfTheBugHuntAndHidesTheNextBug(String kernel) {
        assertThat(part(kernel, "10").stdout()).contains("hidden in the two-layer classifier\n").contains("gradients: W1 wrong, b1 correct, W2 correct, b2 correct\n")
                .contains("no: it is not \"factor\"").contains("yes: dW1 = Xᵀ·dA   in place of   dW1 = Xᵀ·dA + λ·W1").contains("3 of 10 points for 1 bug\n")
                .contains("hidden in the attention layer (Q, K, V)\n");
    }
}
