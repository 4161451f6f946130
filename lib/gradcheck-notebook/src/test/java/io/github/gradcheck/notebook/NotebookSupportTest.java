package io.github.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.notebook.chart.ErrorTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class NotebookSupportTest {
    /** The part of a kernel that is used, in the form that IJava and JJava have it. */
    public static final class FakeKernel {
        final Renderer renderer = new Renderer();

        public Renderer getRenderer() {
            return renderer;
        }
    }

    public static final class Renderer {
        final Map<Class<?>, BiConsumer<Object, Context>> functions = new HashMap<>();

        public Registration createRegistration(Class<?> type) {
            return new Registration(this, type);
        }
    }

    public record Registration(Renderer renderer, Class<?> type) {
        public Registration preferring(String... types) {
            assertThat(types).containsExactly(type == Object.class || type == String.class ? "text/plain" : "text/html");
            return this;
        }

        public void register(BiConsumer<Object, Context> function) {
            renderer.functions.put(type, function);
        }
    }

    public static final class Context {
        final Output output = new Output();

        public Output getOutputContainer() {
            return output;
        }
    }

    public static final class Output {
        Object data;

        public void putData(String format, Object text) {
            data = text;
        }
    }

    private static String shown(Class<?> type, Object value) {
        FakeKernel kernel = new FakeKernel();
        NotebookSupport.register(kernel);
        Context context = new Context();
        kernel.renderer.functions.get(type).accept(value, context);
        return (String) context.output.data;
    }

    @Test
    void showsATableAsATable() {
        assertThat(shown(Table.class, Table.create("errors", DoubleColumn.create("error", 0.25)))).contains("<table").contains("0.25");
    }

    @Test
    void showsATensorAndAnArrayAsPyTorchPrintsThem() {
        NDArray array = NDArray.of(new double[] {1, 2.5}, 2);
        assertThat(shown(NDArray.class, array)).isEqualTo("<pre>tensor([1.0000, 2.5000], dtype=torch.float64)</pre>");
        assertThat(shown(Tensor.class, Tensor.of(array))).contains("tensor([1.0000, 2.5000]");
    }

    @Test
    void showsAReport() {
        GradientReport report = GradientCheck.of(x -> x[0] * x[0], x -> new double[] {x[0]}).at(3);
        assertThat(shown(GradientReport.class, report)).contains("The gradient is WRONG: 1 of 1 entry wrong.").contains("<img").contains("x wrong, off by 5.0e-01")
                .contains("analytic = 0.5000000 × numeric");
    }

    @Test
    void showsWhatHasNoPictureInShort() {
        assertThat(shown(Object.class, new double[] {1.5, 2})).isEqualTo("double[2] {1.5, 2.0}");
        assertThat(shown(String.class, "plain")).isEqualTo("plain");
    }

    @Test
    void saysWhichKernelItDoesNotKnow() {
        assertThatIllegalStateException().isThrownBy(() -> NotebookSupport.register("no kernel")).withMessageContaining("java.lang.String");
    }

    @Test
    void aTableKeepsTheTutorialsFormAndMarksWhatIsWrong() {
        Map<String, Double> errors = new LinkedHashMap<>();
        errors.put("W2", 6.37e-10);
        errors.put("W1", 0.3333);
        String html = TableHtml.of(ErrorTable.of(errors));
        assertThat(html).contains("<td style=\"text-align:right\">3.33e-01</td><td style=\"text-align:left\">WRONG</td>", "6.37e-10", "correct");
    }

    @Test
    void installingOutsideAKernelDoesNothing() {
        NotebookSupport.install();
        NotebookSupport.install();
    }
}
