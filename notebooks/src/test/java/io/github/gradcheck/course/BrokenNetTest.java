package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class BrokenNetTest {
    /** Part 2 shows the class in full, the library replaces one line: the line must be the same in both, and twice the right one. */
    @Test
    void theNotebooksFaultyLineIsTheLibrarys() throws IOException {
        String library = Files.readString(Course.NOTEBOOKS.resolve("../lib/gradcheck-tensor/src/main/java/io/github/gradcheck/nets/BrokenTwoLayerNet.java"),
                StandardCharsets.UTF_8);
        String notebook = Notebook.of(Course.numbered("02")).cells("code").stream().map(Notebook::source)
                .filter(source -> source.startsWith("class BrokenTwoLayerNet")).findFirst().orElseThrow();
        assertThat(library).contains("lines().backward(\"dW1\").times(\"2\", 2)");
        assertThat(notebook).contains("grads.put(\"W1\", X.transpose().matmul(dHidden).multiply(2.0));");
    }

    @Test
    void theFixChangesThatLineAlone() {
        String broken = backwardOf("02", "class BrokenTwoLayerNet");
        String fixed = backwardOf("03", "class FixedTwoLayerNet");
        assertThat(fixed).isEqualTo(broken.replace(".multiply(2.0)", ""));
    }

    /** The body of loss without comments and white space. */
    private static String backwardOf(String number, String start) {
        JsonNode cell = Notebook.of(Course.numbered(number)).cells("code").stream()
                .filter(each -> Notebook.source(each).startsWith(start)).findFirst().orElseThrow();
        String source = Notebook.source(cell).replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
        return source.substring(source.indexOf("LossAndGradientsloss("));
    }
}
