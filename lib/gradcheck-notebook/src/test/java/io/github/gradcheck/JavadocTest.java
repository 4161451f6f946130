package io.github.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every public name has its sentence, and every example runs. */
class JavadocTest {
    private static final List<String> ARTIFACTS = List.of("gradcheck", "gradcheck-tensor", "gradcheck-notebook");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *\\}</pre>", Pattern.DOTALL);

    /** What a reader of an example knows without being told: imports, a right gradient and a wrong one, and where to check them. */
    private static final String KNOWN = """
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            import io.github.gradcheck.ndarray.*;
            import io.github.gradcheck.numeric.*;
            import io.github.gradcheck.relation.*;
            import io.github.gradcheck.check.*;
            import io.github.gradcheck.probe.*;
            import io.github.gradcheck.testing.*;
            import io.github.gradcheck.nets.*;
            import io.github.gradcheck.autograd.*;
            import io.github.gradcheck.autograd.Function;
            import io.github.gradcheck.autograd.testing.*;
            import io.github.gradcheck.nn.*;
            import io.github.gradcheck.nn.Module;
            import io.github.gradcheck.gallery.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.params.*;
            import org.junit.jupiter.params.provider.*;
            import static io.github.gradcheck.testing.GradientAssertions.*;
            ToDoubleFunction<double[]> loss = x -> x[0] * x[0] + Math.sin(x[1]) + x[2];
            UnaryOperator<double[]> gradient = x -> new double[] {2 * x[0], Math.cos(x[1]), 1};
            UnaryOperator<double[]> withABugPlanted = x -> new double[] {-2 * x[0], -Math.cos(x[1]), -1};
            """;

    private record Example(Path file, String code) {
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String artifact : ARTIFACTS) {
            try (Stream<Path> files = Files.walk(Document.ROOT.resolve("lib").resolve(artifact).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    private static List<Example> examples() throws IOException {
        return sources().stream().flatMap(file -> EXAMPLE.matcher(read(file)).results()
                .map(match -> new Example(file, match.group(1).lines().map(line -> line.replaceFirst("^ *\\* ?", "")).reduce("", (a, b) -> a + b + "\n")))).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyExampleRuns() throws IOException {
        String all = examples().stream().map(Example::code).reduce(KNOWN, (a, b) -> a + "\n" + b);
        assertThat(Program.output(all)).contains("The gradient is WRONG").doesNotContain("Exception");
    }

    @Test
    void theWaysInHaveExamples() throws IOException {
        assertThat(examples()).extracting(example -> example.file().getFileName().toString())
                .contains("GradientCheck.java", "Gradcheck.java", "NumericalGradient.java", "Function.java", "Module.java", "NDArray.java", "Gallery.java");
    }

    @Test
    void everyPublicNameHasItsSentence() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> bare = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Undocumented(docs, bare).scan(unit, null);
            }
        }
        assertThat(bare).isEmpty();
    }

    /** Collects what users see and nothing is said of. */
    private static final class Undocumented extends TreePathScanner<Void, Void> {
        private static final Set<Tree.Kind> IMPLICITLY_PUBLIC = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);
        private final DocTrees docs;
        private final List<String> bare;
        private Tree.Kind within = Tree.Kind.CLASS;

        Undocumented(DocTrees docs, List<String> bare) {
            this.docs = docs;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isSeen(type.getModifiers())) {
                return null;
            }
            require(type.getSimpleName().toString());
            Tree.Kind outside = within;
            within = type.getKind();
            super.visitClass(type, nothing);
            within = outside;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean overrides = method.getModifiers().getAnnotations().stream().anyMatch(each -> each.toString().startsWith("@Override"));
            if (isSeen(method.getModifiers()) && !overrides) {
                require(method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            boolean isComponent = within == Tree.Kind.RECORD && !field.getModifiers().getFlags().contains(Modifier.STATIC);
            if (isSeen(field.getModifiers()) && !isComponent) {
                require(field.getName().toString());
            }
            return null;
        }

        private boolean isSeen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED) || IMPLICITLY_PUBLIC.contains(within);
        }

        private void require(String name) {
            if (docs.getDocComment(getCurrentPath()) == null) {
                bare.add(getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + name);
            }
        }
    }
}
