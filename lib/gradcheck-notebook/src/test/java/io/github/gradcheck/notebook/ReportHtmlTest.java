package io.github.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.Fact;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.notebook.chart.Html;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportHtmlTest {
    static Stream<GradientReport> reports() {
        NDArray a = NDArray.of(new double[] {1, -2, 0.5, 3, -1, 2, 4, 5}, 8);
        return Stream.of(
                GradientCheck.of(x -> x[0] * x[0], x -> new double[] {x[0]}).at(3),
                GradientCheck.of(x -> Math.abs(x[0]), x -> new double[] {2}).at(0),
                GradientCheck.ofVector(x -> new double[] {x[0] * x[0]}, (x, u) -> new double[] {2 * x[0]}).at(3),
                GradientCheck.ofParameters(Map.of("a", a), () -> a.multiply(a).sum(), () -> Map.of("a", a.multiply(a).multiply(a))).run(),
                GradientCheck.ofParameters(Map.of("a", a), () -> a.multiply(a).sum(), () -> Map.of("a", a.multiply(2), "b", a)).run());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void verdictPlaceAndCauseAreSeenAtOnceAndAllElseIsFolded(GradientReport report) {
        String[] parts = ReportHtml.of(report).split("<details>");
        assertThat(parts).hasSize(2);
        assertThat(parts[0]).contains(Html.escape(report.headline())).doesNotContain("<table", "<img", "evaluations").contains(Html.escape(report.where()));
        report.cause().ifPresent(cause -> assertThat(parts[0]).contains(Html.escape(cause.toString())));
        assertThat(parts[1]).contains("<table", "Evaluations:", "Sensitivity:").endsWith("</details></div>");
    }

    /** Figures stand in columns; what is said in words has to be there in the same words. */
    @ParameterizedTest
    @MethodSource("reports")
    void whatTheTextSaysThePageSays(GradientReport report) {
        String html = ReportHtml.of(report);
        List<String> names = report.parameters().stream().map(parameter -> parameter.name()).toList();
        for (Fact fact : report.facts()) {
            boolean ofAnEntry = names.stream().anyMatch(name -> fact.label().startsWith(name + "["));
            String expected = ofAnEntry ? fact.label() : fact.label().equals("…") ? "more" : fact.text();
            assertThat(html).as(fact.toString()).contains(Html.escape(expected));
        }
        report.parameters().stream().flatMap(parameter -> parameter.doubtful().stream().limit(5))
                .forEach(entry -> assertThat(html).contains(Html.escape(entry.reason())));
    }
}
