package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.PythonNumber;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Interval;
import io.github.gradcheck.numeric.Scales;
import io.github.gradcheck.problem.Block;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Slope against scale: for each step h the interval of slopes that f at x ± h and nearer shows, the steps that agree, the interval that is
 * believed, and a claim.
 */
public final class ScaleChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 480;
    private static final int LEFT = 84;
    private static final int RIGHT = WIDTH - 28;
    private static final int TOP = 76;
    private static final int BOTTOM = HEIGHT - 104;
    private static final Color AGREE = Style.blend(Style.PAPER, Style.PASSES, 0.13);
    private static final Color OTHER_SIDE = new Color(0xE0, 0x8A, 0x1E);
    private static final Color BELIEVED = new Color(0x2E, 0x8B, 0x57);
    private static final BasicStroke DASHED =
            new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {9, 6}, 0);
    /** Half the width of a step, as a factor. */
    private static final double HALF_STEP = 1.2;

    private final Scales scales;
    private final SlopeAxis axis;
    private final double claim;
    private final Verdict verdict;
    private final double narrowest;
    private final double widest;

    private ScaleChart(Scales scales, double claim, Verdict verdict) {
        if (scales.steps().isEmpty()) {
            throw new IllegalArgumentException("f is not defined beside x: there is no slope to show");
        }
        this.scales = scales;
        this.axis = SlopeAxis.of(scales, claim);
        this.claim = claim;
        this.verdict = verdict;
        this.narrowest = scales.steps().get(0).h() / HALF_STEP;
        this.widest = scales.steps().get(scales.steps().size() - 1).h() * HALF_STEP;
    }

    /**
     * The slope of f at x at every scale, beside a claim.
     *
     * @throws IllegalArgumentException if x is not finite, or f is not defined beside it
     * @throws ArithmeticException if f(x) is not finite
     */
    public static Picture of(DoubleUnaryOperator f, double x, double claim) {
        Scales scales = Scales.of(f, x);
        return new ScaleChart(scales, claim, verdict(Claim.of(claim, 0, 0).answer(scales.slope()))).picture();
    }

    private static Verdict verdict(Claim.Answer answer) {
        return switch (answer) {
            case AGREES -> Verdict.CORRECT;
            case BETWEEN_SLOPES -> Verdict.NOT_DIFFERENTIABLE;
            case UNRESOLVED -> Verdict.INCONCLUSIVE;
            case DISAGREES -> Verdict.WRONG;
        };
    }

    /**
     * The slope of f along entry i at x at every scale, beside the value and the verdict of a report.
     *
     * @param report of a check of the gradient of f at x
     * @throws IllegalArgumentException if the report has another number of entries, or f is not defined beside x
     * @throws ArithmeticException if f(x) is not finite
     */
    public static Picture of(ToDoubleFunction<double[]> f, double[] x, int i, GradientReport report) {
        ParameterReport entries = report.parameters().get(0);
        if (entries.analytic().size() != x.length) {
            throw new IllegalArgumentException("the report is of " + entries.analytic().size() + " entries, and x has " + x.length);
        }
        Block block = Block.of("x", x.clone());
        Scales scales = Scales.of(t -> {
            double[] moved = x.clone();
            moved[i] = t;
            return f.applyAsDouble(moved);
        }, x[i], block.scale(i));
        Verdict verdict = entries.doubtful().stream().filter(entry -> entry.index().equals(block.index(i))).map(EntryReport::verdict)
                .findFirst().orElse(Verdict.CORRECT);
        return new ScaleChart(scales, entries.analytic().getFlat(i), verdict).picture();
    }

    private Picture picture() {
        return Picture.paint(WIDTH, HEIGHT, words(), this::paint);
    }

    // ---- in words

    private String words() {
        Scales.Step first = scales.steps().get(0);
        Scales.Step last = scales.steps().get(scales.steps().size() - 1);
        return String.format(Locale.ROOT, "Chart of the slope against the step h, on a logarithmic axis from %.0e to %.0e. "
                + "Intervals: ± %.0e at the narrowest step, ± %.0e at the widest. "
                + "Steps from %.0e to %.0e agree; the interval at h = %.0e is believed: %s. The %s.",
                first.h(), last.h(), first.slope().halfWidth(), last.slope().halfWidth(),
                scales.near(), scales.far(), scales.best(), found(), claimed());
    }

    /** What is believed, in words. */
    private String found() {
        Derivative slope = scales.slope();
        String error = String.format(Locale.ROOT, " ± %.1e", slope.error());
        return slope.kind() != Derivative.Kind.KINK ? SlopeAxis.figure(slope.value(), slope.error()) + error
                : SlopeAxis.figure(slope.left(), slope.error()) + " to the left, " + SlopeAxis.figure(slope.right(), slope.error())
                + " to the right," + error;
    }

    private String claimed() {
        String answer = verdict == Verdict.NOT_DIFFERENTIABLE ? "between both slopes" : verdict.words();
        return "claim " + PythonNumber.repr(claim).replaceAll("\\.0$", "") + ": " + answer;
    }

    // ---- as a picture

    private void paint(Graphics2D graphics) {
        graphics.setColor(Style.INK);
        graphics.setFont(Style.TITLE);
        graphics.drawString("Slope against scale: " + found(), 20, 30);
        graphics.setFont(Style.TEXT);
        graphics.drawString(axis.isLinear() ? "slope" : "difference from this slope", 20, 58);
        int from = x(scales.near() / HALF_STEP);
        graphics.setColor(AGREE);
        graphics.fillRect(from, TOP, x(scales.far() * HALF_STEP) - from, BOTTOM - TOP);
        paintAxes(graphics);
        paintBelieved(graphics);
        scales.steps().forEach(step -> paintStep(graphics, step));
        paintClaim(graphics);
        paintLegend(graphics);
    }

    private void paintAxes(Graphics2D graphics) {
        for (double off : axis.ticks()) {
            int y = y(axis.heightOf(off));
            graphics.setColor(Style.GROUND);
            graphics.drawLine(LEFT, y, RIGHT, y);
            graphics.setColor(Style.INK);
            String label = axis.label(off);
            graphics.drawString(label, LEFT - 10 - graphics.getFontMetrics().stringWidth(label), y + 6);
        }
        int last = (int) Math.floor(Math.log10(widest));
        int stride = (int) Math.ceil((Math.log10(widest) - Math.log10(narrowest)) / 7);
        for (int exponent = last; Math.pow(10, exponent) >= narrowest; exponent -= stride) {
            int x = x(Math.pow(10, exponent));
            graphics.setColor(Style.INK);
            graphics.drawLine(x, BOTTOM, x, BOTTOM + 5);
            Style.centred(graphics, "1e" + exponent, x, BOTTOM + 24);
        }
        graphics.drawLine(LEFT, BOTTOM, RIGHT, BOTTOM);
        Style.centred(graphics, "step h", (LEFT + RIGHT) / 2, BOTTOM + 48);
    }

    /** A thin band over all steps; at a kink all that lies between both slopes. */
    private void paintBelieved(Graphics2D graphics) {
        Interval slope = scales.slope().interval();
        int from = y(Math.min(1, axis.height(slope.hi())));
        int to = y(Math.max(-1, axis.height(slope.lo())));
        graphics.setColor(slopeColour());
        graphics.fillRect(LEFT, from, RIGHT - LEFT, Math.max(3, to - from));
    }

    private void paintStep(Graphics2D graphics, Scales.Step step) {
        boolean isAgreeing = step.h() >= scales.near() && step.h() <= scales.far();
        if (axis.isLinear() && step.isKink()) {
            paintBar(graphics, step.h(), step.left(), isAgreeing ? Style.PASSES : Style.BEFORE);
            paintBar(graphics, step.h(), step.right(), isAgreeing ? OTHER_SIDE : Style.BEFORE);
        } else {
            paintBar(graphics, step.h(), step.slope(), isAgreeing ? Style.PASSES : Style.BEFORE);
        }
    }

    /** A bar from one end of the interval to the other, cut off at the edges of the plot; where it is too short to be seen, a dot. */
    private void paintBar(Graphics2D graphics, double h, Interval interval, Color colour) {
        int from = y(Math.max(-1, Math.min(1, axis.height(interval.hi()))));
        int to = y(Math.max(-1, Math.min(1, axis.height(interval.lo()))));
        int width = h == scales.best() ? 6 : 4;
        int height = Math.max(5, to - from);
        graphics.setColor(h == scales.best() ? Style.INK : colour);
        graphics.fillRect(x(h) - width / 2, (from + to - height) / 2, width, height);
    }

    /** A dashed line, and its label above the plot, where it hides nothing. */
    private void paintClaim(Graphics2D graphics) {
        graphics.setColor(verdict == Verdict.WRONG ? Style.FAILS : Style.INK);
        String label = claimed();
        int left = RIGHT - graphics.getFontMetrics().stringWidth(label);
        graphics.drawString(label, left, 58);
        graphics.setStroke(DASHED);
        graphics.drawLine(left - 42, 52, left - 8, 52);
        if (Double.isFinite(claim)) {
            int y = y(axis.height(claim));
            graphics.drawLine(LEFT, y, RIGHT, y);
        }
        graphics.setStroke(new BasicStroke(1));
    }

    private void paintLegend(Graphics2D graphics) {
        boolean isKink = axis.isLinear();
        int y = HEIGHT - 18;
        int x = legend(graphics, LEFT, y, isKink ? "left" : "interval at h", Style.PASSES, 5);
        x = isKink ? legend(graphics, x, y, "right", OTHER_SIDE, 5) : x;
        x = legend(graphics, x, y, "steps that agree", AGREE, 18);
        x = legend(graphics, x, y, "believed", Style.INK, 6);
        legend(graphics, x, y, isKink ? "between both" : "the slope", slopeColour(), 18);
    }

    private Color slopeColour() {
        return Style.blend(Style.PAPER, BELIEVED, axis.isLinear() ? 0.25 : 0.6);
    }

    private static int legend(Graphics2D graphics, int x, int y, String name, Color colour, int width) {
        graphics.setColor(colour);
        graphics.fillRect(x + 9 - width / 2, y - 13, width, 16);
        graphics.setColor(Style.INK);
        graphics.drawString(name, x + 26, y);
        return x + 26 + graphics.getFontMetrics().stringWidth(name) + 24;
    }

    private int x(double h) {
        double share = (Math.log10(h) - Math.log10(narrowest)) / (Math.log10(widest) - Math.log10(narrowest));
        return (int) Math.round(LEFT + share * (RIGHT - LEFT));
    }

    private static int y(double height) {
        return (int) Math.round((TOP + BOTTOM) / 2.0 - height * (BOTTOM - TOP) / 2.0);
    }
}
