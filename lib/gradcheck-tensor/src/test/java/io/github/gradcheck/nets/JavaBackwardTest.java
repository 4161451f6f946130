package io.github.gradcheck.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.PlantedBug;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaBackwardTest {
    /** The text is what is computed: both sides of each line give the same in a shell. */
    @Test
    void theListingIsWhatIsComputed() {
        List<Line> lines = new ArrayList<>(JavaBackward.lines().backward());
        JavaBackward.bugs().forEach(bug -> lines.add(bug.wrongLine()));
        ListingShell.assertSame(lines);
    }

    /** Students next to each other in the list must not find the same line. */
    @Test
    void neighboursStandInDifferentLines() {
        List<PlantedBug> bugs = JavaBackward.bugs();
        assertThat(bugs).hasSize(14);
        for (int i = 0; i < bugs.size(); i++) {
            assertThat(bugs.get(i).wrongLine().name()).isNotEqualTo(bugs.get((i + 1) % bugs.size()).wrongLine().name());
        }
    }

    @Test
    void saysWhichLinesThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> JavaBackward.line("dW3", "", NDArray::add)).withMessageContaining("dScores").withMessageContaining("dW3");
    }
}
