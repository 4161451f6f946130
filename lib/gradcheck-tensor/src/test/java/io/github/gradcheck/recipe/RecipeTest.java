package io.github.gradcheck.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final Recipe NET = Layers.dense("X", "W", "b", "A").then(Layers.tanh("A", "H"));

    private static List<String> names(List<Line> lines) {
        return lines.stream().map(Line::name).toList();
    }

    @Test
    void backwardRunsTheOtherWay() {
        assertThat(names(NET.forward())).containsExactly("A", "H");
        assertThat(names(NET.backward())).containsExactly("dA", "dW", "db", "dX");
        assertThat(names(NET.without("dX").backward())).containsExactly("dA", "dW", "db");
        assertThat(NET.output()).isEqualTo("H");
    }

    @Test
    void aLineIsReplacedWhereItStands() {
        Recipe wrong = NET.with(NET.backward("dW").negated());
        assertThat(names(wrong.backward())).isEqualTo(names(NET.backward()));
        assertThat(wrong.backward("dW")).hasToString("dW = −(Xᵀ·dA)");
        assertThat(wrong.backward("db")).isSameAs(NET.backward("db"));
        assertThatIllegalArgumentException().isThrownBy(() -> NET.with(new Line("dV", "0", v -> null))).withMessage("name is none of the lines [dA, dW, db, dX]: dV");
    }

    @Test
    void gradientsComeInTheOrderOfTheirLines() {
        Values run = new Values().putAll(Map.of("X", NDArray.full(1, 2, 3), "W", NDArray.full(0, 3, 2), "b", NDArray.zeros(2), "dH", NDArray.full(1, 2, 2)))
                .run(NET.forward()).run(NET.backward());
        assertThat(NET.gradients(run, List.of("b", "W")).keySet()).containsExactly("W", "b");
        assertThat(NET.gradients(run, List.of("b")).get("b").toArray()).containsExactly(2, 2);
    }

    @Test
    void saysWhatIsKnownWhereANameIsNot() {
        assertThatThrownBy(() -> new Values().put("X", NDArray.scalar(1)).get("Y")).isInstanceOf(IllegalStateException.class).hasMessageContaining("Y, only [X]");
    }

    @Test
    void aPassRemembersTheOneBefore() {
        Values first = new Values().put("H", NDArray.scalar(1));
        Values second = new Values(first).put("H", NDArray.scalar(2));
        assertThat(first.stale("H").item()).isEqualTo(1);
        assertThat(second.stale("H").item()).isEqualTo(1);
        assertThat(second.accumulated("H", NDArray.scalar(5)).item()).isEqualTo(6);
        assertThat(second.alone().stale("H").item()).isEqualTo(2);
    }
}
