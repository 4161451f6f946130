package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNotebookIT {
    private static final String NAMES = String.join("\n",
            "NDArray a = NDArray.of(new double[] {1, 2, 3}, 3);",
            "a.set(a.get(0), 0); a.toArray(); a.shape();",
            "NumpyRandom r = new NumpyRandom(0L); r.randn(2, 3); r.rand(2); r.randint(0, 3, 5); r.permutation(4);",
            "NDArray g = NumericalGradient.of(v -> v.multiply(v).sum(), a);",
            "g = NumericalGradient.of(v -> v.sum(), a, 1e-5); g = NumericalGradient.of(v -> v.sum(), a, 1e-5, System.out);",
            "double worst = RelativeError.max(g, g);",
            "GradientReport scalar = GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2 * x[0]}).at(new double[] {3});",
            "GradientReport vector = GradientCheck.ofVector(x -> new double[] {x[0] * x[0]}, (x, u) -> new double[] {2 * x[0] * u[0]}).at(new double[] {3});",
            "LinkedHashMap<String, NDArray> params = new LinkedHashMap<>(); params.put(\"W1\", a);",
            "GradientReport named = GradientCheck.ofParameters(params, () -> a.multiply(a).sum(), () -> Map.of(\"W1\", a.multiply(2))).run();",
            "Verdict verdict = named.verdict(); boolean passed = named.passed(); named.orThrow();",
            "ParameterReport p = named.parameter(\"W1\"); p.verdict(); p.maxRelativeError(); p.wrongEntries(); p.evaluations(); p.smallestDetectableError();",
            "Optional<Cause> cause = p.cause();",
            "Tolerance t = Tolerance.torch(1e-6, 1e-5, 1e-3);");

    private static final String TENSORS = String.join("\n",
            "class Twice extends Function {",
            "    protected Tensor forward(Context ctx, Tensor... in) { return in[0].multiply(2.0); }",
            "    protected Tensor[] backward(Context ctx, Tensor... gradOutput) { return new Tensor[] {gradOutput[0].multiply(2.0)}; }",
            "}",
            "UnaryOperator<Tensor> twice = new Twice()::apply;",
            "Torch.manualSeed(0); Tensor single = Torch.randn(5); Tensor x = Torch.randn(DType.FLOAT64, 5).requiresGrad(true);",
            "twice.apply(x).sum().backward(); x.grad(); x.get(0); x.slice(0, 2); Tensor.of(NDArray.zeros(2));",
            "boolean one = Gradcheck.gradcheck(twice, x); one = Gradcheck.gradcheck(twice, x, Tolerance.torch(1e-6, 1e-5, 1e-3));",
            "java.util.function.Function<Tensor[], Tensor> sum = in -> in[0].add(in[1]);",
            "boolean two = Gradcheck.gradcheck(sum, x, Torch.randn(DType.FLOAT64, 5).requiresGrad(true));",
            "two = Gradcheck.gradcheck(sum, new Tensor[] {x, single.detach()}, Tolerance.torch(1e-6, 1e-5, 1e-3));",
            "boolean all = Gradcheck.gradcheckAll(in -> new Tensor[] {in[0].sigmoid()}, new Tensor[] {x});",
            "boolean no = Gradcheck.gradcheckOrFalse(twice, x, Tolerance.torch(1e-6, 1e-5, 1e-3));",
            "class MyLayer extends Module { protected Tensor forward(Tensor in) { return twice.apply(in); } }",
            "Module model = new Sequential(new Linear(10, 5), new MyLayer(), new Linear(5, 1));",
            "System.out.println(model.get(0) + \" \" + model.namedParameters().keySet());");

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void everyNameThatStaysPutCompilesInTheKernel(String kernel) {
        ExecutedNotebook executed = ExecutedNotebook.of(kernel, WrittenNotebook.of("names.ipynb", "NotebookSupport.install();", NAMES, TENSORS));
        assertThat(executed.errors()).isEmpty();
        assertThat(executed.stderr()).isEmpty();
        assertThat(executed.stdout()).contains("Linear(in_features=10, out_features=5, bias=True) [0.weight, 0.bias, 2.weight, 2.bias]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aTensorAReportAndATableAreShownAsHtml(String kernel) {
        ExecutedNotebook executed = ExecutedNotebook.of(kernel, WrittenNotebook.of("shown.ipynb", "NotebookSupport.install();",
                "Tensor.of(NDArray.zeros(2))", "GradientCheck.of(x -> x[0] * x[0], x -> new double[] {3 * x[0]}).at(1)", "ErrorTable.of(Map.of(\"W1\", 0.5))"));
        assertThat(executed.errors()).isEmpty();
        assertThat(executed.html()).hasSize(3);
    }

    @Test
    void aBrokenNotebookIsReportedWithItsNameItsCellAndItsError() {
        ExecutedNotebook executed = ExecutedNotebook.of("java",
                WrittenNotebook.of("broken.ipynb", "int fine = 1;", "throw new IllegalStateException(\"the gradient got lost\");"));
        assertThat(executed.errors()).singleElement().asString().contains("broken.ipynb, cell 2").contains("the gradient got lost");
    }
}
