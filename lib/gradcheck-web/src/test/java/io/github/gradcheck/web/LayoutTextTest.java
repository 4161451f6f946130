package io.github.gradcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LayoutTextTest {
    @Test
    void readsNamesAndShapesWithOrWithoutCommasBetween() {
        assertThat(LayoutText.parse("W[2, 3] b[3],c[]")).extracting(Object::toString).containsExactly("W[2, 3]", "b[3]", "c");
        assertThat(LayoutText.parse("  ")).isEmpty();
    }

    @Test
    void saysWhatFormItWants() {
        assertThatThrownBy(() -> LayoutText.parse("W(2, 3)")).hasMessage("names and shapes must look like W[2, 3] b[3]: W(2, 3)");
        assertThatThrownBy(() -> LayoutText.parse("W[2, x]")).hasMessage("an extent must be a whole number: W[2, x]");
        assertThatThrownBy(() -> LayoutText.parse("W[0]")).hasMessage("the extents of W must be positive: [0]");
    }
}
