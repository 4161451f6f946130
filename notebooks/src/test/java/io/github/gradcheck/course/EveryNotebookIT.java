package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EveryNotebookIT {
    static Stream<Arguments> runs() {
        return Course.KERNELS.stream().flatMap(kernel -> Course.selected().stream()
                .map(file -> Arguments.of(kernel, file.getFileName().toString().substring(0, 2))));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("runs")
    void runsFromTopToBottomWithoutAnError(String kernel, String number) {
        assertThat(ExecutedNotebook.of(kernel, number).errors()).isEmpty();
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("runs")
    void writesNothingToStderr(String kernel, String number) {
        assertThat(ExecutedNotebook.of(kernel, number).stderr()).isEmpty();
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("runs")
    void takesLessThanHalfAMinuteWhereTheFirstPartTakesFiveSeconds(String kernel, String number) {
        Duration first = ExecutedNotebook.of(kernel, "01").took();
        Duration took = ExecutedNotebook.of(kernel, number).took();
        System.out.printf(Locale.ROOT, "notebook %s on %s: %.1f s%n", number, kernel, took.toMillis() / 1000.0);
        // A loaded machine is slow for all: five seconds and half a minute are what a free one takes.
        assertThat(took).isLessThan(first.multipliedBy(6));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("runs")
    void drawsPicturesThatAreLargeAndNotBlankAndHaveAnAlternativeText(String kernel, String number) {
        ExecutedNotebook executed = ExecutedNotebook.of(kernel, number);
        assertThat(executed.pictures()).allSatisfy(picture -> {
            assertThat(picture.getWidth()).isGreaterThanOrEqualTo(720);  // a still of what moves has one pixel for each unit
            assertThat(colours(picture)).isGreaterThan(10);
        });
        assertThat(executed.alternativeTexts()).hasSameSizeAs(executed.pictures()).allSatisfy(text -> assertThat(text).hasSizeGreaterThan(40));
    }

    private static long colours(BufferedImage picture) {
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth())).distinct().count();
    }
}
