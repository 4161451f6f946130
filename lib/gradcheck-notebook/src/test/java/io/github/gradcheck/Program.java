package io.github.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Java code as it stands in a text: run by JShell, every line of it valid and without an exception. */
final class Program {
    private Program() {
    }

    /** What it prints. */
    static String output(String program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            String rest = program;
            while (!rest.isBlank()) {
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                evaluate(shell, next.source());
                rest = next.remaining();
            }
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip().replace("\r\n", "\n");
    }

    private static void evaluate(JShell shell, String snippet) {
        for (SnippetEvent event : shell.eval(snippet)) {
            if (event.causeSnippet() != null) {
                continue; // an earlier snippet, which this one has replaced
            }
            List<String> diagnostics = shell.diagnostics(event.snippet()).map(diagnostic -> diagnostic.getMessage(null)).toList();
            assertThat(event.status()).as(snippet + diagnostics).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).as(snippet).isNull();
        }
    }
}
