package io.github.gradcheck.notebook.motion;

import java.util.List;

/**
 * One place of the slider.
 *
 * @param label its value, such as "h = 1e-5"
 * @param marks what is drawn over the plot
 * @param readings what stands beside it
 */
record Frame(String label, List<Mark> marks, List<Reading> readings) {
    Object json() {
        return List.of(label, marks.stream().map(Mark::json).toList(), readings.stream().map(Reading::json).toList());
    }
}
