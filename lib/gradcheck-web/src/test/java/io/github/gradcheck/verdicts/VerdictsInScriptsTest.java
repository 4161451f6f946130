package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.web.ScriptCompiler;
import io.github.gradcheck.web.Scripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All cases of the verdict tables, checked by the bundle in Node.js and in a browser, and by a JVM. */
class VerdictsInScriptsTest {
    /** Their functions are made of what every engine rounds alike: sums, products, quotients, roots, comparisons. Elementary ones each engine rounds otherwise, and with them the points and weights of random cases. */
    private static final Set<String> ARITHMETIC = Set.of("C006", "C008", "C010", "C082", "C084", "C088", "C090", "C092");

    private static final Map<String, GradientReport> REPORTS = new TreeMap<>();
    private static CompletableFuture<String> node;
    private static CompletableFuture<String> browser;

    @BeforeAll
    static void checkThemAllInBothAndOnTheJvm() throws Exception {
        Path cases = ScriptCompiler.compile(CasesForScripts.class);
        node = Scripts.node().map(program -> printed(List.of(program.toString(), "src/test/resources/verdicts.js", Scripts.BUNDLE.toString(), cases.toString()))).orElse(null);
        browser = Scripts.browser().map(program -> printed(Scripts.headless(program, page(cases)))).orElse(null);
        CasesForScripts.all().forEach(one -> REPORTS.put(one.id(), GradientCheck.ofVector(one.function(), one.vjp()).at(one.x())));
    }

    private static CompletableFuture<String> printed(List<String> command) {
        return CompletableFuture.supplyAsync(() -> Scripts.output(command));
    }

    private static Path page(Path cases) {
        String script = "<script>var exports = {};</script><script src='%s'></script><script>var bundle = exports; exports = {};</script><script src='%s'></script>"
                + "<script src='%s'></script><pre id='out'></pre><script>document.getElementById('out').textContent = JSON.stringify(verdicts(bundle, exports));</script>";
        return Scripts.write("verdicts.html", "<!doctype html><meta charset='utf-8'>" + String.format(Locale.ROOT, script, Scripts.BUNDLE.toAbsolutePath().toUri(),
                cases.toAbsolutePath().toUri(), Path.of("src/test/resources/verdicts.js").toAbsolutePath().toUri()));
    }

    @Test
    void nodeGivesTheVerdictsOfTheJvmCaseByCase() throws Exception {
        Assumptions.assumeTrue(node != null, "needs Node.js on the path");
        compare(new ObjectMapper().readTree(node.get()), "node");
    }

    @Test
    void aBrowserGivesTheVerdictsOfTheJvmCaseByCase() throws Exception {
        Assumptions.assumeTrue(browser != null, "needs Chromium on the path (Debian: the package chromium)");
        compare(new ObjectMapper().readTree(Scripts.element(browser.get(), "<pre id=\"out\">", "</pre>")), "browser");
    }

    private static void compare(JsonNode seen, String where) throws Exception {
        List<String> names = new ArrayList<>();
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-5s %-20s %s%n", "case", "verdict", "largest difference of a slope from the JVM's, over its error"));
        for (JsonNode one : seen) {
            String name = one.get("name").asText();
            String text = one.get("text").asText();
            GradientReport report = REPORTS.get(name);
            names.add(name);
            assertThat(one.get("verdict").asText()).as(name + "\n" + text).isEqualTo(report.verdict().name());
            assertThat(text.lines().findFirst()).as(name).isEqualTo(report.toString().lines().findFirst());
            double difference = difference(one.get("numeric"), report);
            if (ARITHMETIC.contains(name)) {
                assertThat(difference).as(name + "\n" + text).isZero();
                assertThat(text).isEqualTo(report.toString());
            }
            table.append(String.format(Locale.ROOT, "%-5s %-20s %.1e%n", name, report.verdict(), difference));
        }
        Files.writeString(Path.of("target", "verdicts-" + where + ".txt"), table, StandardCharsets.UTF_8);
        assertThat(names).containsExactlyInAnyOrderElementsOf(REPORTS.keySet());
    }

    /** The largest difference of a slope from the JVM's, over the error that the JVM's may have. */
    private static double difference(JsonNode numeric, GradientReport report) {
        double[] expected = report.parameters().get(0).numeric().toArray();
        double[] error = report.parameters().get(0).error().toArray();
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double value = Double.parseDouble(numeric.get(i).asText());
            largest = Double.compare(value + 0.0, expected[i] + 0.0) == 0 ? largest : Math.max(largest, Math.abs(value - expected[i]) / error[i]);
        }
        return largest;
    }
}
