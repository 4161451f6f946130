package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.chart.SecantChart;
import io.github.gradcheck.notebook.motion.Mark.Role;
import io.github.gradcheck.notebook.motion.Mark.Shape;
import io.github.gradcheck.numeric.CentralDifference;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** A point that moves over a kink: the slopes to both sides, the two-sided difference, and what is measured, beside the gradient given. */
public final class KinkSlider {
    private static final int PLACES = 40;
    /** The step, as a share of the way: wide enough to be seen. */
    private static final double STEP = 1 / 8.0;

    private final DoubleUnaryOperator f;
    private final DoubleUnaryOperator gradient;
    private final double from;
    private final double to;
    private final double h;

    private KinkSlider(DoubleUnaryOperator f, DoubleUnaryOperator gradient, double from, double to) {
        if (!(from < to) || Double.isInfinite(to - from)) {
            throw new IllegalArgumentException("the way must go from a finite number to a larger one: from " + from + " to " + to);
        }
        this.f = f;
        this.gradient = gradient;
        this.from = from;
        this.to = to;
        this.h = STEP * (to - from);
    }

    /**
     * The way from one point to another, with secants of an eighth of it.
     *
     * @param f defined an eighth of the way beyond both ends
     * @param gradient what is claimed as its derivative
     * @throws IllegalArgumentException if {@code from} is not smaller than {@code to}
     */
    public static MovingPicture of(DoubleUnaryOperator f, DoubleUnaryOperator gradient, double from, double to) {
        KinkSlider slider = new KinkSlider(f, gradient, from, to);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i <= PLACES; i++) {
            frames.add(slider.frame(from + (to - from) * i / PLACES));
        }
        return new MovingPicture(SecantChart.bothSides(f, from + (to - from) / 2, slider.h), new Scene("Slopes beside a point that moves over a kink", "x", slider.plot(), frames, 0));
    }

    private Plot plot() {
        double[] xs = new double[2 * PLACES + 1];
        Arrays.setAll(xs, i -> from - h + (to - from + 2 * h) * i / (xs.length - 1));
        double[] ys = Arrays.stream(xs).map(f).toArray();
        double room = (Arrays.stream(ys).max().orElseThrow() - Arrays.stream(ys).min().orElseThrow()) / 8;
        Axis height = Axis.linear("f(x)", Arrays.stream(ys).min().orElseThrow() - room, Arrays.stream(ys).max().orElseThrow() + room);
        List<Mark> legend = List.of(new Mark(Shape.LINE, Role.RIGHT, List.of(), "to the left"), new Mark(Shape.LINE, Role.WRONG, List.of(), "to the right"),
                new Mark(Shape.DASHED, Role.OTHER, List.of(), "two-sided"));
        return new Plot(Axis.linear("x", from - h, to + h), height, List.of(Mark.curve(Shape.LINE, Role.FAINT, xs, ys)), List.of(), legend);
    }

    private Frame frame(double x) {
        double here = f.applyAsDouble(x);
        double below = f.applyAsDouble(x - h);
        double above = f.applyAsDouble(x + h);
        double given = gradient.applyAsDouble(x);
        Derivative measured = Derivative.of(f, x);
        List<Mark> marks = List.of(Mark.of(Shape.DASHED, Role.OTHER, x - h, below, x + h, above), Mark.of(Shape.LINE, Role.RIGHT, x - h, below, x, here),
                Mark.of(Shape.LINE, Role.WRONG, x, here, x + h, above), Mark.of(Shape.DOT, Role.INK, x, here));
        List<Reading> readings = List.of(Reading.of("to the left", "%.4f", (here - below) / h), Reading.of("to the right", "%.4f", (above - here) / h),
                Reading.of("two-sided", "%.4f", CentralDifference.slope(f, x, h)), Reading.of("measured", found(measured)),
                Reading.of("given", "%.4f", given), Reading.of("answer", Claim.of(given, 0, 0).answer(measured).toString()));
        return new Frame(String.format(Locale.ROOT, "%.3f", x + 0.0), marks, readings);
    }

    private static String found(Derivative measured) {
        return measured.kind() == Derivative.Kind.KINK ? String.format(Locale.ROOT, "kink: %.4f and %.4f", measured.left(), measured.right())
                : String.format(Locale.ROOT, "%.4f", measured.value());
    }
}
