package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.chart.CurveChart;
import io.github.gradcheck.notebook.motion.Mark.Role;
import io.github.gradcheck.notebook.motion.Mark.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The loss with the right gradient and with a wrong one, step by step of training. */
public final class TrainingSlider {
    private static final int MOST_FRAMES = 61;
    /** From here on a linear axis would press the smaller losses flat. */
    private static final double MANY_TIMES = 20;
    /** A loss that grows by more leaves the picture, and one that falls by more lies on its lower edge. */
    private static final double HIGHEST = 10;
    private static final double LOWEST = 1e-7;

    private final double[] right;
    private final double[] wrong;
    private final boolean isLogarithmic;
    private final double bottom;
    private final double top;

    private TrainingSlider(double[] right, double[] wrong) {
        this.right = right;
        this.wrong = wrong;
        double start = Math.max(right[0], wrong[0]);
        double[] shown = IntStream.range(0, right.length).mapToObj(i -> new double[] {right[i], wrong[i]}).flatMapToDouble(Arrays::stream)
                .filter(loss -> loss <= HIGHEST * start).map(loss -> Math.max(loss, LOWEST * start)).toArray();
        double least = Arrays.stream(shown).min().orElse(start);
        double most = Arrays.stream(shown).max().orElse(start);
        this.isLogarithmic = most > MANY_TIMES * least;
        this.bottom = isLogarithmic ? Math.floor(Math.log10(least)) : 0;
        this.top = isLogarithmic ? Math.ceil(Math.log10(most)) : 1.1 * most;
    }

    /**
     * The losses of two runs of training that begin alike.
     *
     * @param right the losses with the right gradient, from step 0 on
     * @param wrong the losses with the wrong one, as many; may become infinite or NaN
     * @throws IllegalArgumentException if they are not equally many, fewer than two, or begin with a loss that is not finite and positive
     */
    public static MovingPicture of(double[] right, double[] wrong) {
        if (right.length != wrong.length || right.length < 2) {
            throw new IllegalArgumentException("right and wrong must have as many losses, at least two: " + right.length + " and " + wrong.length);
        }
        return new MovingPicture(CurveChart.training(right, wrong), new TrainingSlider(right, wrong).scene());
    }

    private Scene scene() {
        int last = right.length - 1;
        int stride = (right.length + MOST_FRAMES - 2) / (MOST_FRAMES - 1);
        int[] steps = IntStream.concat(IntStream.iterate(0, step -> step < last, step -> step + stride), IntStream.of(last)).toArray();
        Axis height = isLogarithmic ? Axis.powersOfTen("loss", bottom, top) : Axis.linear("loss", bottom, top);
        List<Mark> trails = List.of(trail(Shape.LINE, Role.RIGHT, right, steps), trail(Shape.DASHED, Role.WRONG, wrong, steps));
        List<Mark> legend = List.of(new Mark(Shape.LINE, Role.RIGHT, List.of(), "right gradient"), new Mark(Shape.DASHED, Role.WRONG, List.of(), "wrong gradient"));
        Plot plot = new Plot(Axis.linear("step of gradient descent", 0, last), height, List.of(), trails, legend);
        return new Scene("The loss while it learns", "step", plot, IntStream.of(steps).mapToObj(this::frame).toList(), 0);
    }

    private Mark trail(Shape shape, Role role, double[] losses, int[] steps) {
        return Mark.curve(shape, role, IntStream.of(steps).asDoubleStream().toArray(), IntStream.of(steps).mapToDouble(step -> height(losses[step])).toArray());
    }

    private Frame frame(int step) {
        List<Mark> marks = List.of(Mark.of(Shape.DOT, Role.RIGHT, step, height(right[step])), Mark.of(Shape.DOT, Role.WRONG, step, height(wrong[step])));
        List<Reading> readings = List.of(Reading.of("right gradient", loss(right[step])), Reading.of("wrong gradient", loss(wrong[step])),
                Reading.of("lower", right[step] == wrong[step] ? "neither" : wrong[step] < right[step] ? "with the wrong gradient" : "with the right gradient"));
        return new Frame(Integer.toString(step), marks, readings);
    }

    /** A loss that is no longer finite, or that left the picture, stays out of it. */
    private double height(double loss) {
        double shown = isLogarithmic ? Math.max(bottom, Math.log10(Math.max(loss, Double.MIN_NORMAL))) : loss;
        return shown <= top ? shown : 2 * top - bottom;
    }

    private static String loss(double loss) {
        return Double.isFinite(loss) ? String.format(Locale.ROOT, "%.6g", loss) : "no longer finite";
    }
}
