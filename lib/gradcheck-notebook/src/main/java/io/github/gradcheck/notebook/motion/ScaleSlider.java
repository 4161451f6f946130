package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.chart.ScaleChart;
import io.github.gradcheck.notebook.motion.Mark.Role;
import io.github.gradcheck.notebook.motion.Mark.Shape;
import io.github.gradcheck.numeric.Interval;
import io.github.gradcheck.numeric.Scales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Slope against scale, step by step: how far off the slope may be at each, how much of that is rounding, and which steps agree. */
public final class ScaleSlider {
    /** An error of 0 cannot stand on a logarithmic axis; it is drawn at the lowest place, and so is one below. */
    private static final double LOWEST = 1e-18;
    private static final double HIGHEST = 1e18;

    private final Scales scales;
    private final double claim;
    private final Axis height;

    private ScaleSlider(Scales scales, double claim) {
        this.scales = scales;
        this.claim = claim;
        double[] heights = scales.steps().stream().mapToDouble(step -> height(step.slope().halfWidth())).toArray();
        double low = Math.floor(Arrays.stream(heights).min().orElseThrow());
        this.height = Axis.powersOfTen("may be off by", low, Math.max(low + 1, Math.ceil(Arrays.stream(heights).max().orElseThrow())));
    }

    /**
     * The slope of f at x at every scale, beside a claim.
     *
     * @throws IllegalArgumentException if x is not finite, or f is not defined beside it
     * @throws ArithmeticException if f(x) is not finite
     */
    public static MovingPicture of(DoubleUnaryOperator f, double x, double claim) {
        ScaleSlider slider = new ScaleSlider(Scales.of(f, x), claim);
        List<Scales.Step> steps = slider.scales.steps();
        List<Frame> frames = steps.stream().map(slider::frame).toList();
        return new MovingPicture(ScaleChart.of(f, x, claim), new Scene("How far off a slope may be, against the step", "step h", slider.plot(), frames, frames.size() - 1));
    }

    private Plot plot() {
        List<Scales.Step> steps = scales.steps();
        double[] at = steps.stream().mapToDouble(step -> Math.log10(step.h())).toArray();
        double[] all = steps.stream().mapToDouble(step -> height(step.slope().halfWidth())).toArray();
        double[] rounding = steps.stream().mapToDouble(step -> height(step.rounding())).toArray();
        List<Mark> marks = new ArrayList<>();
        if (!Double.isNaN(scales.near())) {
            marks.add(Mark.of(Shape.BOX, Role.RANGE, Math.log10(scales.near()), height.from(), Math.log10(scales.far()), height.to()));
        }
        marks.add(Mark.curve(Shape.LINE, Role.RIGHT, at, all));
        marks.add(Mark.curve(Shape.DASHED, Role.OTHER, at, rounding));
        List<Mark> legend = List.of(new Mark(Shape.LINE, Role.RIGHT, List.of(), "may be off by"), new Mark(Shape.DASHED, Role.OTHER, List.of(), "by rounding alone"),
                new Mark(Shape.BOX, Role.RANGE, List.of(), "steps that agree"));
        return new Plot(Axis.powersOfTen("step h", at[0] - 0.1, at[at.length - 1] + 0.1), height, marks, List.of(), legend);
    }

    private Frame frame(Scales.Step step) {
        double at = Math.log10(step.h());
        double off = step.slope().halfWidth();
        List<Mark> marks = List.of(Mark.of(Shape.LINE, Role.INK, at, height.from(), at, height(off)), Mark.of(Shape.DOT, Role.INK, at, height(off)));
        List<Reading> readings = List.of(Reading.of("slope", slope(step)), Reading.of("may be off by", "%.1e", off), Reading.of("by rounding", "%.1e", step.rounding()),
                Reading.of("the rest", "%.1e", off - step.rounding()), Reading.of("larger part", step.rounding() > off / 2 ? "rounding" : "what the fit leaves"),
                Reading.of("this step", use(step)), Reading.of("believed", found()), Reading.of("claim", claimed(step.slope())));
        return new Frame(String.format(Locale.ROOT, "%.1e", step.h()), marks, readings);
    }

    private static String slope(Scales.Step step) {
        return step.isKink() ? String.format(Locale.ROOT, "%.6g left, %.6g right", step.left().centre(), step.right().centre())
                : String.format(Locale.ROOT, "%.13g", step.slope().centre());
    }

    private String use(Scales.Step step) {
        if (step.h() > scales.widestUsed()) {
            return "not used: too wide";
        }
        if (!(step.h() >= scales.near() && step.h() <= scales.far())) {
            return "in no run that is used";
        }
        return step.h() == scales.best() ? "agrees, and is the sharpest" : "agrees";
    }

    private String found() {
        return String.format(Locale.ROOT, "%.13g ± %.1e", scales.slope().value(), scales.slope().error());
    }

    private String claimed(Interval slope) {
        return String.format(Locale.ROOT, "%.13g: %s", claim, slope.distance(claim) == 0 ? "inside" : "outside").replaceFirst("\\.?0+:", ":");
    }

    private static double height(double size) {
        return Math.log10(Math.min(HIGHEST, Math.max(LOWEST, size)));
    }
}
