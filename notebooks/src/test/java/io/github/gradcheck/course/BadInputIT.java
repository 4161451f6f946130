package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.course.Session.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What students' cells do wrong: each leaves a clear message and a notebook that can be used. */
class BadInputIT {
    private static final String THROWER = String.join("\n",
            "class Thrower extends Function {",
            "    protected Tensor forward(Context ctx, Tensor... in) { return in[0].multiply(2.0); }",
            "    protected Tensor[] backward(Context ctx, Tensor... gradOutput) { throw new IllegalStateException(\"no idea yet\"); }",
            "}",
            "Tensor t = Tensor.of(NDArray.of(new double[] {1, 2}, 2)).requiresGrad(true);");

    private static final String SQUARE = "int square(int n) {\n    return n * n;\n";
    private static final String CHECK_SQUARE = "Exercise.check(1, () -> Exercise.require(square(3) == 9, \"The square is wrong.\"))";

    private static final String[] CELLS = {
        "TwoLayerNet net = new TwoLayerNet(4, 5, 3, 0.1, new NumpyRandom(0)); NDArray X = new NumpyRandom(1).randn(5, 4); int[] y = {0, 1, 2, 2, 1};",
        // 1: throws inside backward
        THROWER,
        "new Thrower().apply(t).sum().backward();",
        "Exercise.check(1, () -> Exercise.requireRight(Gradcheck.report(in -> new Tensor[] {new Thrower().apply(in[0])}, t)))",
        "t.multiply(3.0).sum().backward(); System.out.println(t.grad());",
        // 5: returns NaN
        "NumericalGradient.of(a -> Double.NaN, NDArray.of(new double[] {1}, 1))",
        "Exercise.check(1, () -> Exercise.requireRight(GradientCheck.of(x -> x[0], x -> new double[] {Double.NaN}).at(1)))",
        // 7: deletes a parameter
        "net.params().remove(\"W1\"); double loss = net.loss(X, y).loss();",
        "TwoLayerNet again = new TwoLayerNet(4, 5, 3, 0.1, new NumpyRandom(0)); System.out.println(again.loss(X, y).loss());",
        // 9: redefines classes of the library
        "class Function { int x = 7; }",
        "class Module { int x = 8; }",
        "class Tensor { int x = 9; }",
        "System.out.println(new Function().x + \" \" + new Module().x + \" \" + new Tensor().x);",
        "Exercise.check(1, () -> Exercise.requireRight(GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2 * x[0]}).at(3)))",
        // 14: loops for ever, in a cell and in an answer that is checked
        Session.INTERRUPT + "System.out.println(\"begun\");\nwhile (true) { }",
        "System.out.println(\"after the loop\");",
        Session.INTERRUPT + "Exercise.check(1, () -> { System.out.println(\"begun\"); while (!Thread.currentThread().isInterrupted()) { } Thread.sleep(1); })",
        "System.out.println(\"after the check\");",
        // 18: prints a million lines, and prints for ever
        "for (int i = 0; i < 1_000_000; i++) { System.out.println(\"line \" + i); }",
        "System.out.println(\"after the million\");",
        "java.util.concurrent.atomic.AtomicLong printed = new java.util.concurrent.atomic.AtomicLong();",
        Session.INTERRUPT + "while (true) { System.out.println(\"endless \" + printed.incrementAndGet()); }",
        "long then = printed.get(); Thread.sleep(300); System.out.println(\"since then: \" + (printed.get() - then));",
        // 23: redefines what the checks of an exercise are made of
        "class Exercise { static double check(double points, Object test) { return points; } static Object require(boolean a, String b) { return a; } }",
        "Exercise.check(1, () -> Exercise.require(1 + 1 == 2, \"the sum\"))",
        "Exercise.check(1, () -> Exercise.require(1 + 1 == 3, \"The sum is wrong.\"))",
        "class PlantedNet { }",
        "PlantedNet.of(1).params().keySet()",
        // 28: whether the loop of cell 14 still runs; it may take a while until it is ended
        String.join("\n", "java.util.function.LongSupplier running = () -> Thread.getAllStackTraces().entrySet().stream()",
                "        .filter(entry -> entry.getKey() != Thread.currentThread())",
                "        .filter(entry -> Stream.of(entry.getValue()).anyMatch(frame -> frame.getClassName().startsWith(\"REPL.$JShell$\"))).count();",
                "for (int i = 0; i < 100 && running.getAsLong() > 0 && Runtime.version().feature() < 20; i++) { Thread.sleep(200); }",
                "System.out.println(Runtime.version().feature() + \" \" + running.getAsLong());"),
        // 29: an answer that no longer compiles: a brace is missing, then a semicolon; and another cell that does not compile
        SQUARE + "}",
        CHECK_SQUARE,
        SQUARE,
        CHECK_SQUARE,
        SQUARE + "}",
        SQUARE.replace(";", "") + "}",
        CHECK_SQUARE,
        SQUARE + "}",
        "int cube(int n) { return n * square(n",
        CHECK_SQUARE,
        // 39: an answer that uses what no cell defines
        "int half(int n) { return helper(n); }",
        "Exercise.check(1, () -> Exercise.require(half(4) == 2, \"The half is wrong.\"))",
        // 41: an answer whose loop does not end
        "double sum(int n) {\n    double sum = 0;\n    for (int i = 0; i < n; ) { sum += 1; }\n    return sum;\n}",
        Session.INTERRUPT + "Exercise.check(1, () -> { System.out.println(\"begun\"); Exercise.require(sum(3) == 3, \"The sum is wrong.\"); })",
        // 43: what a cell ends in
        "new double[][] {{1, 2}, {3, 4}}",
        "Map.of(\"W1\", new double[] {1.5, 2})",
        "\"x\".repeat(50_000_000)",
        "IntStream.range(0, 3_000_000).boxed().toList()",
        "throw new IllegalStateException(\"y\".repeat(5_000_000));",
        // 48: windows
        "new SwingWrapper<>(QuickChart.getChart(\"a\", \"x\", \"y\", \"z\", new double[] {1}, new double[] {1})).displayChart();",
        "new javax.swing.JButton(\"go\")",
        // 50: what would end the kernel, in a cell and in an answer that is checked
        "int kept = 3; System.exit(3);",
        "Exercise.check(1, () -> { Runtime.getRuntime().halt(1); })",
        "System.out.println(\"after the exits: \" + kept);",
        // 53: what Python's kernel understands
        "!ls",
        "%%matplotlib",
        "NDArray?",
        // 56: a class that needs those below it
        "sealed interface Figure permits Disc, Bar { }\nrecord Disc(double r) implements Figure { }\nrecord Bar(double a) implements Figure { }\nnew Bar(2)",
        // 57: HTML as before
        "display(\"<b>bold</b>\", \"text/html\");",
        // 58: an answer that never compiled
        "int third(int n) { return n.third(); }",
        "Exercise.check(1, () -> Exercise.require(third(3) == 1, \"The third is wrong.\"))",
    };

    private static final Map<String, List<Outcome>> RUN = new ConcurrentHashMap<>();

    private static Outcome cell(String kernel, int i) {
        return RUN.computeIfAbsent(kernel, name -> {
            try {
                return Session.of(name, CELLS);
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted during a session", e);
            }
        }).get(i);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aBackwardThatThrowsIsNamedAndTheGraphCanBeUsedAgain(String kernel) {
        assertThat(cell(kernel, 2).error()).contains("no idea yet").contains("Thrower.backward");
        assertThat(cell(kernel, 3)).satisfies(told("Not yet. Your code threw an IllegalStateException in Thrower.backward: no idea yet"));
        assertThat(cell(kernel, 4).stdout()).contains("tensor([3., 3.]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void notANumberIsRefusedWithItsPlace(String kernel) {
        assertThat(cell(kernel, 5).error()).contains("f is nan where entry (0,) of x is 1.00001: a difference needs finite values on both sides");
        assertThat(cell(kernel, 6)).satisfies(told("The gradient is WRONG: 1 of 1 entry wrong.").andThen(told("you have NaN and the measured slope is 1.0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aParameterThatWasTakenOutIsMissedByName(String kernel) {
        assertThat(cell(kernel, 7).error()).contains("the net has no parameter W1 any more: params() holds [b1, W2, b2]");
        assertThat(cell(kernel, 8).error()).isEmpty();
        assertThat(cell(kernel, 8).stdout()).startsWith("1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void anEndlessLoopCanBeInterruptedAndTheNextCellRuns(String kernel) {
        for (int loop : new int[] {14, 16}) {
            assertThat(cell(kernel, loop).error()).containsIgnoringCase("interrupted");
            assertThat(cell(kernel, loop).result()).isEmpty();
        }
        assertThat(cell(kernel, 14).stdout()).matches("begun\nStopped after [1-9] s: does your loop end\\?\n");
        assertThat(cell(kernel, 16).stdout()).isEqualTo("begun\n");
        assertThat(cell(kernel, 15).stdout()).isEqualTo("after the loop\n");
        assertThat(cell(kernel, 17).stdout()).isEqualTo("after the check\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void anAnswerThatLoopsForEverIsCalledByItsName(String kernel) {
        assertThat(cell(kernel, 42).stdout()).matches("begun\nStopped after [1-9] s in sum: does your loop end\\?\n");
        assertThat(cell(kernel, 42).result()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aLoopThatIsDeafToTheInterruptIsEndedWhereJavaStillCan(String kernel) {
        String[] seen = cell(kernel, 28).stdout().strip().split(" ");
        assertThat(seen[1]).as("loops that still run on Java %s", seen[0]).isEqualTo(Integer.parseInt(seen[0]) < 20 ? "0" : "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void ofAMillionLinesTheFirstAndTheLastAreShownAndTheNextCellRuns(String kernel) {
        assertThat(cell(kernel, 18).error() + cell(kernel, 18).stderr()).isEmpty();
        assertThat(cell(kernel, 18).stdout().lines()).hasSizeBetween(1000, 20_000).startsWith("line 0", "line 1").endsWith("line 999998", "line 999999")
                .anyMatch(line -> line.contains("this cell prints more than a notebook can show")).anyMatch(line -> line.contains("lines are left out here"));
        assertThat(cell(kernel, 19).stdout()).isEqualTo("after the million\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aLoopThatPrintsForEverIsEndedByTheInterrupt(String kernel) {
        assertThat(cell(kernel, 21).error()).containsIgnoringCase("interrupted");
        assertThat(cell(kernel, 21).stdout()).startsWith("endless 1\nendless 2\n");
        assertThat(cell(kernel, 22).stdout()).isEqualTo("since then: 0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aClassUnderTheNameOfOneOfTheLibraryIsTheStudentsOwnFromThenOn(String kernel) {
        assertThat(cell(kernel, 9).stdout()).contains("io.github.gradcheck.autograd.Function: to have that back");
        assertThat(cell(kernel, 10).stdout()).contains("io.github.gradcheck.nn.Module: to have that back");
        assertThat(cell(kernel, 11).stdout()).contains("io.github.gradcheck.autograd.Tensor: to have that back");
        assertThat(cell(kernel, 12).stdout()).isEqualTo("7 8 9\n");
        assertThat(cell(kernel, 13)).isEqualTo(new Outcome("Right.\n", "", "1.0", "", cell(kernel, 13).seconds()));
    }

    /** Or a check would give whatever that class says, or no longer compile. */
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aClassUnderTheNameOfOneThatExercisesAreCheckedWithIsNotKept(String kernel) {
        assertThat(cell(kernel, 23).stdout()).contains("The class Exercise of this cell is not kept").contains("Give yours another name.");
        assertThat(cell(kernel, 23).error() + cell(kernel, 23).stderr()).isEmpty();
        assertThat(cell(kernel, 24)).isEqualTo(new Outcome("Right.\n", "", "1.0", "", cell(kernel, 24).seconds()));
        assertThat(cell(kernel, 25)).satisfies(told("Not yet. The sum is wrong."));
        assertThat(cell(kernel, 26).stdout()).contains("The class PlantedNet of this cell is not kept");
        assertThat(cell(kernel, 27).result()).isEqualTo("[W1, b1, W2, b2]");
    }

    /** The kernel keeps the earlier version. The points stay: in the fresh kernel of a grading there is no earlier one. */
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aCheckSaysThatTheAnswerAboveItDoesNotCompileAnyMore(String kernel) {
        String warning = "The last cell that was to define square ended in an error, so this check is about what you wrote before: "
                + "run the cell of your answer until it shows no error.\n";
        for (int broken : new int[] {31, 34, 37}) {
            assertThat(cell(kernel, broken).error()).as("cell %d", broken).isNotEmpty();
        }
        for (int check : new int[] {30, 32, 35, 38}) {
            String said = check == 32 || check == 35 ? warning + "Right.\n" : "Right.\n";
            assertThat(cell(kernel, check)).isEqualTo(new Outcome(said, "", "1.0", "", cell(kernel, check).seconds()));
        }
    }

    /** A kernel takes it without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aCheckSaysWhatAnAnswerStillWaitsFor(String kernel) {
        assertThat(cell(kernel, 39)).isEqualTo(new Outcome("", "", "", "", cell(kernel, 39).seconds()));
        assertThat(cell(kernel, 40)).satisfies(told("half cannot be used yet: it uses what no cell that was run defines, method helper(int).\nNot yet. "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aLastLineIsShownInShortAndWhatIsLeftOutIsSaid(String kernel) {
        assertThat(cell(kernel, 43).result()).isEqualTo("double[2][2] {{1.0, 2.0}, {3.0, 4.0}}");
        assertThat(cell(kernel, 44).result()).isEqualTo("{W1=double[2] {1.5, 2.0}}");
        assertThat(cell(kernel, 45).result()).hasSizeBetween(400_000, 600_000).endsWith("… (49,500,000 of 50,000,000 characters are left out here)");
        assertThat(cell(kernel, 46).result()).endsWith("2999998, 2999999] (3,000,000 elements)").hasSizeLessThan(200);
        assertThat(cell(kernel, 47).error()).hasSizeLessThan(100_000).contains("characters are left out here");
        assertThat(cell(kernel, 57).error() + cell(kernel, 57).stderr()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void whatTheCompilerSaysOfAnAnswerIsNotSaidAgainOfItsCheck(String kernel) {
        assertThat(cell(kernel, 58).error()).isNotEmpty();
        assertThat(cell(kernel, 59)).satisfies(told("Not yet. third is not defined: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aWindowSaysWhatToWriteInstead(String kernel) {
        assertThat(cell(kernel, 48).error()).contains("write the chart or the picture itself as the cell's last line").doesNotContain("null");
        assertThat(cell(kernel, 49).result()).isEqualTo("A JButton is for a window, and a notebook opens none: "
                + "write the chart or the picture itself as the cell's last line.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void anExitEndsTheCellAndNotTheSession(String kernel) {
        assertThat(cell(kernel, 50).error()).contains("System.exit(3) would end the kernel");
        assertThat(cell(kernel, 51)).satisfies(told("Runtime.halt(1) would end the kernel"));
        assertThat(cell(kernel, 52).stdout()).isEqualTo("after the exits: 3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void whatPythonsKernelUnderstandsGetsOneSentence(String kernel) {
        assertThat(List.of(53, 54, 55)).allSatisfy(i -> {
            assertThat(cell(kernel, i).stdout()).contains("Python's kernel").hasLineCount(1);
            assertThat(cell(kernel, i).error() + cell(kernel, i).stderr()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void aSealedInterfaceMayStandAboveItsRecords(String kernel) {
        assertThat(cell(kernel, 56).error()).isEmpty();
        assertThat(cell(kernel, 56).result()).isEqualTo("Bar[a=2.0]");
    }

    /** A check that gave no points, said why in these words, and threw nothing. */
    private static Consumer<Outcome> told(String words) {
        return outcome -> {
            assertThat(outcome.stdout()).contains(words);
            assertThat(outcome.result()).isEqualTo("0.0");
            assertThat(outcome.error() + outcome.stderr()).isEmpty();
        };
    }
}
