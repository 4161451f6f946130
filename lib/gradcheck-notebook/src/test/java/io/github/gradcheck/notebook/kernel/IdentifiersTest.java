package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentifiersTest {
    @Test
    void areTheNamesThatStandByThemselves() {
        assertThat(Identifiers.in("double d = net.loss(X_1, größe) + $a2*square(3); /* cube */ // root\nString s = \"text \\\" more\"; char c = '\\'';"))
                .contains("d", "net", "X_1", "größe", "$a2", "square", "s", "c").doesNotContain("loss", "cube", "root", "text", "more");
    }

    @Test
    void aTextThatDoesNotEndHidesNothingOfTheNextLine() {
        assertThat(Identifiers.in("String s = \"no end;\nsquare(3)")).contains("square").doesNotContain("no", "end");
    }
}
