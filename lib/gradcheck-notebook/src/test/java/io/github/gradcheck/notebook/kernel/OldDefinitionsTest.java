package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldDefinitionsTest {
    private static final String RIGHT = "int square(int x) {\n    return x * x;\n}";
    private static final String CHECK = "Exercise.check(1, () -> Exercise.require(square(3) == 9, \"The square is wrong.\"))";

    private OldDefinitions definitions;
    private JShell shell;

    @BeforeEach
    void start() {
        shell = JShell.builder().executionEngine("local").build();
        definitions = new OldDefinitions(shell);
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    /** As the kernels run a cell: statement by statement, to the first that is not complete, does not compile or throws. */
    private void run(String cell) {
        definitions.begin(cell);
        CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(cell);
        while (next.completeness().isComplete() && shell.eval(next.source()).stream().allMatch(OldDefinitionsTest::succeeded)) {
            next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
        }
    }

    private static boolean succeeded(SnippetEvent event) {
        return event.status().isActive() && event.exception() == null;
    }

    private String warned(String check) {
        run(check);
        return definitions.warning().orElse("");
    }

    @Test
    void anAnswerThatDoesNotCompileAnyMoreIsWarnedOfUntilItDoes() {
        for (String broken : new String[] {
            "int square(int x) {\n    return y * ;\n}", "int square(int x) {\n    return x * x;\n",
            "int square(int x) {\n    return x * x\n}", "square(int x) {\n    return x * x;\n}", "int square(int x) throws Oops {\n    return x\n}",
            "int square(int x) {\n    String s = \"no end;\n    return x;\n}", "int first = 1 / 0;\n" + RIGHT, "// square {\nint square(int x)\n{ char c = '}'; return x;"}) {
            run(RIGHT);
            assertThat(warned(CHECK)).isEmpty();
            run(broken);
            assertThat(warned(CHECK)).as(broken).isEqualTo("The last cell that was to define square ended in an error, "
                    + "so this check is about what you wrote before: run the cell of your answer until it shows no error.");
            run(RIGHT);
            assertThat(warned(CHECK)).isEmpty();
        }
    }

    @Test
    void aClassIsWarnedOfJustSo() {
        run("class Twice { int of(int x) { return 2 * x; } }");
        run("class Twice { int of(int x) { return 2 * ; } }");
        assertThat(warned("Exercise.check(1, () -> Exercise.require(new Twice().of(2) == 4, \"no\"))")).contains("to define Twice ended in an error");
    }

    @Test
    void oneThatUsesWhatIsDefinedAnewIsAsOldAsBefore() {
        run("class Twice { int of(int x) { return 2 * x; } }");
        run("class Thrice extends Twice { }");
        run("class Thrice extends Twice { int x = ; }");
        run("class Twice { int of(int x) { return x + x; } }");
        assertThat(warned("new Thrice()")).contains("to define Thrice ended");
    }

    @Test
    void whatFailedAndIsNoAnswerOfThisCheckIsNotWarnedOf() {
        run(RIGHT);
        for (String failed : new String[] {
            "square(\"3\")", "int y = square(2) +;", "class Other { int square(int x) { return ; } ", "int cube(int x) { return ; ",
            "while (1 > square(\"\")) { }", "for (int i = 0; i < square(2); i++) { oops }", "String s = \"int square(int x) {\"; oops", "/* int square(int x) { */ oops",
            "IntUnaryOperator f = x -> square(y -> {\n    return y;\n});", "int square = oops;", "return square(3) { }"}) {
            run(failed);
            assertThat(warned(CHECK)).as(failed).isEmpty();
        }
    }

    @Test
    void whatFailedInTheSameCellBelowAnAnswerThatCompiledIsNotWarnedOf() {
        run(RIGHT);
        run(RIGHT + "\nint y = oops;");
        assertThat(warned(CHECK)).isEmpty();
    }

    @Test
    void aCheckThatOnlySpeaksOfItIsNotWarned() {
        run(RIGHT);
        run("int square(int x) { return ; ");
        assertThat(warned("Exercise.check(1, () -> Exercise.require(report.square(3) == 9, \"square(3) is wrong.\"))   // square(3)")).isEmpty();
    }

    @Test
    void anAnswerThatNeverCompiledHasNothingBefore() {
        run("int square(int x) { return ; ");
        assertThat(warned(CHECK)).isEmpty();
    }

    @Test
    void aCheckOfAnAnswerThatNeverCompiledIsOneSentenceInPlaceOfTheCompilersWords() {
        run("int square(int x) { return x.foo(); }");
        definitions.begin(CHECK);
        assertThat(definitions.codeOrSentence(CHECK)).startsWith("System.out.println(\"Not yet. square is not defined: ").endsWith("\n0.0");
        run("square(3)");
        assertThat(definitions.codeOrSentence("square(3)")).as("no check").isEqualTo("square(3)");
        run(RIGHT);
        definitions.begin(CHECK);
        assertThat(definitions.codeOrSentence(CHECK)).isEqualTo(CHECK);
    }

    /** JShell forgets a definition when the next has the same head and a wrong type in its body: the check itself cannot run. */
    @Test
    void anAnswerThatJShellForgetsIsNotWarnedOf() {
        run(RIGHT);
        run("int square(int x) { return \"\"; }");
        assertThat(warned(CHECK)).isEmpty();
        assertThat(shell.methods()).isEmpty();
    }

    @Test
    void conditionsAndLoopsThatRunAreNoDefinitions() {
        run(RIGHT);
        run("int total = 0;\nwhile (total > square(2)) { }\nfor (int each : new int[] {square(1)}) { total += each; }\nif (total\n  < square(3)) {\n    total = 1;\n}");
        assertThat(warned(CHECK)).isEmpty();
    }
}
