package io.github.gradcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.autograd.Context;
import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.NumericalGradient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExerciseTest {
    private final PrintStream stdout = System.out;
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        System.setErr(stderr);
    }

    private String said(double points, Exercise.Test test) {
        assertThat(Exercise.check(2, test)).isEqualTo(points);
        assertThat(complained.toString(StandardCharsets.UTF_8)).isEmpty();
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").strip();
    }

    @Test
    void aRightAnswerGetsItsPoints() {
        assertThat(said(2, () -> Exercise.requireClose("x", 1 + 1e-9, 1))).isEqualTo("Right.");
    }

    @Test
    void aWrongNumberGetsNoneAndIsToldSo() {
        assertThat(said(0, () -> Exercise.requireClose("x", 1 + 1e-5, 1))).isEqualTo("Not yet. x is 1.000010; it should be 1.000000.");
    }

    @Test
    void notANumberIsWrongAndAnEqualInfinityIsRight() {
        assertThat(said(0, () -> Exercise.requireClose("x", Double.NaN, 1))).startsWith("Not yet. x is NaN");
        assertThat(said(0, () -> Exercise.requireClose("x", 1, Double.NaN))).contains("should be NaN");
        assertThat(Exercise.check(1, () -> Exercise.requireClose("x", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))).isEqualTo(1);
    }

    @Test
    void anArrayIsComparedByShapeAndEntry() {
        NDArray right = NDArray.zeros(2, 2);
        assertThat(said(0, () -> Exercise.requireClose("dx", null, right))).endsWith("dx is null.");
        assertThat(said(0, () -> Exercise.requireClose("dx", NDArray.zeros(4), right))).endsWith("dx has shape (4,); it should be (2, 2).");
        assertThat(said(0, () -> Exercise.requireClose("dx", NDArray.of(new double[] {0, 0, 3, 0}, 2, 2), right)))
                .endsWith("Entry (1, 0) of dx is 3.000000; it should be 0.000000.");
        assertThat(Exercise.check(2, () -> Exercise.requireClose("dx", NDArray.zeros(2, 2), right))).isEqualTo(2);
    }

    @Test
    void aWrongGradientIsToldByItsWorstEntryAndItsKindOfMistake() {
        assertThat(said(0, () -> Exercise.requireRight(GradientCheck.of(x -> x[0] * x[0] * x[1], x -> new double[] {x[0] * x[1], x[0] * x[0]}).at(1.5, -2))))
                .isEqualTo("Not yet. The gradient is WRONG: 1 of 2 entries wrong.\n"
                        + "  x: 1 wrong, the worst at [0], where you have -3.000000 and the measured slope is -6.000000\n    it looks like this: one entry");
        assertThat(Exercise.check(2, () -> Exercise.requireRight(GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2 * x[0]}).at(3)))).isEqualTo(2);
    }

    /** The report itself names the right formula, σ(1−σ). */
    @Test
    void theHintDoesNotGiveTheFormulaAway() {
        class Buggy extends Function {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                ctx.saveForBackward(in[0].sigmoid());
                return in[0].sigmoid();
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                Tensor s = ctx.savedTensors()[0];
                return new Tensor[] {s.multiply(s.add(1)).multiply(gradOutput[0])};
            }
        }
        Tensor x = Tensor.of(NDArray.of(new double[] {0.5, -1, 2}, 3)).requiresGrad(true);
        assertThat(Gradcheck.report(in -> new Tensor[] {new Buggy().apply(in[0])}, x).toString()).contains("σ(1-σ)");
        assertThat(said(0, () -> Exercise.requireRight(Gradcheck.report(in -> new Tensor[] {new Buggy().apply(in[0])}, x))))
                .contains("another local derivative").doesNotContain("σ");
    }

    @Test
    void aBackwardThatIgnoresTheUpstreamGradientIsToldSo() {
        assertThat(said(0, () -> Exercise.requireRight(GradientCheck.ofVector(x -> new double[] {x[0] * x[0]}, (x, u) -> new double[] {2 * x[0]}).at(3))))
                .contains("the upstream gradient is ignored");
    }

    @Test
    void aGradientThatIsNotANumberIsWrong() {
        assertThat(said(0, () -> Exercise.requireRight(GradientCheck.of(x -> x[0] * x[0], x -> new double[] {Double.NaN}).at(3))))
                .contains("The gradient is WRONG").contains("you have NaN");
    }

    @Test
    void whatIsNotWrittenYetIsNoFault() {
        assertThat(said(0, () -> {
            throw new UnsupportedOperationException("not written yet");
        })).isEqualTo("Not written yet: put your code where the line throws, and run that cell until it shows no error.");
        assertThat(said(0, () -> {
            throw new UnsupportedOperationException();
        })).endsWith("Not yet. Your code threw an UnsupportedOperationException.");
    }

    @Test
    void whatIsNotWrittenYetIsCalledByItsOwnName() {
        RuntimeException thrown = new UnsupportedOperationException("not written yet");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("REPL.$JShell$11$Softplus", "forward", "$JShell$11.java", 3),
            new StackTraceElement("io.github.gradcheck.autograd.Function", "apply", "Function.java", 9)});
        assertThat(Complaint.about(thrown)).startsWith("Softplus.forward is not written yet: put your code ");
    }

    @Test
    void anExceptionIsToldInOneLine() {
        assertThat(said(0, () -> {
            throw new ArithmeticException("/ by zero");
        })).isEqualTo("Not yet. Your code threw an ArithmeticException: / by zero");
    }

    @Test
    void theMethodOfTheCellThatThrewIsNamed() {
        RuntimeException thrown = new IllegalStateException("lost");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("java.util.List", "get", null, 1),
            new StackTraceElement("REPL.$JShell$11$Softplus", "backward", "$JShell$11.java", 9)});
        assertThat(Complaint.about(thrown)).isEqualTo("Not yet. Your code threw an IllegalStateException in Softplus.backward: lost");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("REPL.$JShell$12B", "step", "$JShell$12B.java", 9)});
        assertThat(Complaint.about(thrown)).isEqualTo("Not yet. Your code threw an IllegalStateException in step: lost");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("REPL.$JShell$12", "lambda$do_it$$0", "$JShell$12.java", 9)});
        assertThat(Complaint.about(thrown)).isEqualTo("Not yet. Your code threw an IllegalStateException: lost");
    }

    @Test
    void aNullThatTheCheckStumblesOverIsToldFromOneInTheStudentsCode() {
        StackTraceElement check = new StackTraceElement("REPL.$JShell$12", "lambda$do_it$$0", "$JShell$12.java", 9);
        StackTraceElement caller = new StackTraceElement("io.github.gradcheck.exercise.Exercise", "check", "Exercise.java", 50);
        StackTraceElement student = new StackTraceElement("REPL.$JShell$11", "errors", "$JShell$11.java", 3);
        NullPointerException thrown = new NullPointerException("because \"<local1>\" is null");
        thrown.setStackTrace(new StackTraceElement[] {check, caller});
        assertThat(Complaint.about(thrown)).isEqualTo("Not yet. What your code returned is null, or has null in it.");
        thrown.setStackTrace(new StackTraceElement[] {student, check, caller});
        assertThat(Complaint.about(thrown)).isEqualTo("Not yet. Your code threw a NullPointerException in errors: because a variable is null");
    }

    @Test
    void anEntryThatChangedIsShownWithAllItsDigits() {
        NDArray before = NDArray.of(new double[] {0.1, -0.2}, 2);
        assertThat(said(0, () -> Exercise.requireUnchanged("the array", NDArray.of(new double[] {0.1, -0.2 + 1e-5}, 2), before)))
                .isEqualTo("Not yet. Entry (1,) of the array is not what it was: it is -0.19999 and was -0.2, a difference of 1.0e-05.");
        assertThat(Exercise.check(2, () -> Exercise.requireUnchanged("the array", before.copy(), before))).isEqualTo(2);
        assertThat(Exercise.check(2, () -> Exercise.requireUnchanged("the array", NDArray.of(new double[] {Double.NaN, -0.2}, 2), before))).isZero();
    }

    @Test
    void anAnswerThatCallsWhatItIsToReplaceIsRefused() {
        ToDoubleFunction<NDArray> f = a -> {
            Exercise.requireNotCalledBy(NumericalGradient.class);
            return a.multiply(a).sum();
        };
        NDArray x = NDArray.of(new double[] {1, 2}, 2);
        assertThat(said(0, () -> NumericalGradient.of(f, x, 1e-5))).isEqualTo("Not yet. Your code calls NumericalGradient, which does the work for you: write it yourself.");
        assertThat(Exercise.check(2, () -> f.applyAsDouble(x))).isEqualTo(2);
    }

    @Test
    void memoryThatRunsOutIsToldInASentence() {
        assertThat(said(0, () -> {
            throw new OutOfMemoryError("Java heap space");
        })).startsWith("Not yet. Your code asks for more memory than there is (Java heap space): look for");
        assertThat(said(0, () -> {
            throw new ExceptionInInitializerError("of a cell's class");
        })).endsWith("Your code threw an ExceptionInInitializerError: of a cell's class");
    }

    /** What JShell stops a cell with is no answer. */
    @Test
    void anErrorThatIsNotOfTheAnswersKindGoesOn() {
        class Stop extends Error {
            private static final long serialVersionUID = 1L;
        }
        assertThatExceptionOfType(Stop.class).isThrownBy(() -> Exercise.check(1, () -> {
            throw new Stop();
        }));
    }

    @Test
    void aForgottenSaveIsNamedWithWhatToCall() {
        class Forgetful extends Function {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                return in[0].exp();
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {ctx.savedTensors()[0].multiply(gradOutput[0])};
            }
        }
        Tensor x = Tensor.of(NDArray.of(new double[] {0.5, -1}, 2)).requiresGrad(true);
        assertThat(said(0, () -> Exercise.requireRight(Gradcheck.report(in -> new Tensor[] {new Forgetful().apply(in[0])}, x))))
                .contains("saved nothing for backward: call ctx.saveForBackward(");
    }

    private static int forever(int n) {
        return forever(n + 1) + 1;
    }

    @Test
    void aRecursionWithoutEndIsToldSo() {
        assertThat(said(0, () -> forever(0))).isEqualTo("Not yet. Your code calls itself without end.");
    }

    @Test
    void whatAnAnswerWritesToStderrDoesNotCostItsPoints() {
        assertThat(said(2, () -> System.err.println("half way"))).isEqualTo("half way\nRight.");
        System.err.print("!");
        assertThat(complained.toString(StandardCharsets.UTF_8)).isEqualTo("!");
    }

    @Test
    void anInterruptIsNotAWrongAnswer() {
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Exercise.check(1, () -> {
            throw new InterruptedException();
        }));
        assertThat(Thread.interrupted()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Exercise.check(1, () -> {
            throw new CancellationException("interrupted at entry 3");
        }));
    }

    @Test
    void pointsMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> Exercise.check(0, () -> { })).withMessage("points must be finite and positive: 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Exercise.check(Double.NaN, () -> { }));
    }
}
