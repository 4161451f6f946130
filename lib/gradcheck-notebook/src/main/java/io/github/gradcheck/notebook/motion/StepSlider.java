package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.chart.SecantChart;
import io.github.gradcheck.notebook.motion.Mark.Role;
import io.github.gradcheck.notebook.motion.Mark.Shape;
import io.github.gradcheck.numeric.CentralDifference;
import io.github.gradcheck.numeric.Derivative;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** The central difference as its step h shrinks: the secant closes on the tangent, and the digits of f(x + h) and f(x − h) come to agree. */
public final class StepSlider {
    private static final int POINTS = 61;
    private static final int POWERS = 16;
    private static final double REACH = 1.4;

    private final DoubleUnaryOperator f;
    private final double x;
    private final Derivative slope;

    private StepSlider(DoubleUnaryOperator f, double x) {
        this.f = f;
        this.x = x;
        this.slope = Derivative.of(f, x);
        if (slope.kind() != Derivative.Kind.SMOOTH) {
            throw new IllegalArgumentException("f has no tangent at x = " + x + ": " + slope.kind());
        }
    }

    /**
     * The slope of f at x by steps from 1 to 1e-16, three for each power of ten.
     *
     * @param f defined up to a distance of 1.4 from x
     * @throws IllegalArgumentException if x is not finite, or f has no tangent there
     * @throws ArithmeticException if f is not finite at x
     */
    public static MovingPicture of(DoubleUnaryOperator f, double x) {
        StepSlider slider = new StepSlider(f, x);
        List<Frame> frames = new ArrayList<>();
        for (int power = 0; power < POWERS; power++) {
            for (String digit : List.of("10", "5", "2")) {
                frames.add(slider.frame(Double.parseDouble(digit + "e-" + (power + 1))));
            }
        }
        frames.add(slider.frame(Double.parseDouble("1e-" + POWERS)));
        Scene scene = new Scene("A secant and the tangent at x = " + x, "step h", slider.plot(), frames, 0);
        return new MovingPicture(SecantChart.of(f, x, 1.0, 0.5, 0.2), scene);
    }

    private Plot plot() {
        double[] xs = new double[POINTS];
        Arrays.setAll(xs, i -> x - REACH + 2 * REACH * i / (POINTS - 1));
        double[] ys = Arrays.stream(xs).map(f).toArray();
        double low = Arrays.stream(ys).min().orElseThrow();
        double high = Arrays.stream(ys).max().orElseThrow();
        double room = (high - low) / 20;
        List<Mark> marks = List.of(Mark.curve(Shape.LINE, Role.INK, xs, ys));
        List<Mark> legend = List.of(new Mark(Shape.LINE, Role.INK, List.of(), "f"), new Mark(Shape.DASHED, Role.RIGHT, List.of(), "tangent"),
                new Mark(Shape.LINE, Role.WRONG, List.of(), "secant"));
        return new Plot(Axis.linear("x", x - REACH, x + REACH), Axis.linear("f(x)", low - room, high + room), marks, List.of(), legend);
    }

    private Frame frame(double h) {
        double above = f.applyAsDouble(x + h);
        double below = f.applyAsDouble(x - h);
        double secant = CentralDifference.slope(f, x, h);
        List<Mark> marks = List.of(through(Shape.LINE, Role.WRONG, (above + below) / 2, secant), through(Shape.DASHED, Role.RIGHT, f.applyAsDouble(x), slope.value()),
                Mark.of(Shape.DOT, Role.WRONG, x - h, below), Mark.of(Shape.DOT, Role.WRONG, x + h, above));
        double off = Math.abs(secant - slope.value());
        List<Reading> readings = List.of(Reading.compared("f(x + h)", above, below), Reading.compared("f(x − h)", below, above),
                Reading.of("difference", "%.3e", above - below), Reading.of("slope", "%.13g", secant),
                Reading.of("tangent's", "%.13g", slope.value()),
                Reading.of("off by", off > slope.error() ? String.format(Locale.ROOT, "%.1e", off) : String.format(Locale.ROOT, "less than %.0e", slope.error())));
        return new Frame(String.format(Locale.ROOT, "%.0e", h), marks, readings);
    }

    private Mark through(Shape shape, Role role, double middle, double rise) {
        return Mark.of(shape, role, x - REACH, middle - rise * REACH, x + REACH, middle + rise * REACH);
    }
}
