package io.github.gradcheck.notebook.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.TypeDeclSnippet;

/**
 * The methods and classes that a cell shows, whether or not it compiles, as JShell reads them: IJava 1.3.0 and JJava 1.0-a8 give JShell nothing
 * of a cell that follows its first error ({@code eval} in {@code CodeEvaluator.java} of both).
 */
final class Declarations {
    /** Stands for a type that was forgotten. */
    private static final String ANY_TYPE = "void ";

    private final SourceCodeAnalysis analysis;
    private final Set<String> names = new HashSet<>();

    private Declarations(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Their names. */
    static Set<String> in(String cell, SourceCodeAnalysis analysis) {
        Declarations declarations = new Declarations(analysis);
        String rest = cell;
        while (!rest.isBlank() && !Thread.currentThread().isInterrupted()) {
            CompletionInfo next = analysis.analyzeCompletion(rest);
            boolean isWhole = next.completeness().isComplete();
            declarations.read(isWhole ? next.source() : rest);
            rest = isWhole ? next.remaining() : "";
        }
        return declarations.names;
    }

    private void read(String statement) {
        List<Snippet> snippets = snippets(statement);
        if (snippets.isEmpty() || snippets.stream().anyMatch(ErroneousSnippet.class::isInstance)) {
            readHeads(statement);
        } else {
            declared(snippets).forEach(names::add);
        }
    }

    /** Of what JShell cannot read as a whole, the heads of declarations: each ends where a body begins. */
    private void readHeads(String broken) {
        int from = 0;
        for (int open = broken.indexOf('{'); open >= 0; open = broken.indexOf('{', Math.max(from, open + 1))) {
            Optional<String> name = headAtTheEndOf(broken.substring(from, open));
            if (name.isPresent()) {
                names.add(name.get());
                from = endOfBlock(broken, open);
            }
        }
    }

    /** What a text declares from one of its lines or statements on to its end; also a method whose type was forgotten. */
    private Optional<String> headAtTheEndOf(String text) {
        for (int start = text.length() - 1; start >= 0; start--) {
            if (start == 0 || "\n;}".indexOf(text.charAt(start - 1)) >= 0) {
                String head = text.substring(start) + "{}";
                Optional<String> name = declared(snippets(head)).findFirst()
                        .or(() -> declared(snippets(ANY_TYPE + head)).findFirst());
                if (name.isPresent()) {
                    return name;
                }
            }
        }
        return Optional.empty();
    }

    /** None where the compiler itself stumbles, as over a {@code catch} without its {@code try}: JShell throws its failed assertion as an error. */
    private List<Snippet> snippets(String text) {
        try {
            return analysis.sourceToSnippets(text);
        } catch (InternalError e) {
            return List.of();
        }
    }

    private static Stream<String> declared(List<Snippet> snippets) {
        return snippets.stream().filter(each -> each instanceof MethodSnippet || each instanceof TypeDeclSnippet)
                .map(each -> ((DeclarationSnippet) each).name());
    }

    private static int endOfBlock(String code, int open) {
        int depth = 0;
        for (int i = open; i < code.length(); i++) {
            depth += code.charAt(i) == '{' ? 1 : code.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return code.length();
    }
}
