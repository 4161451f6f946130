package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.numeric.Interval;
import io.github.gradcheck.numeric.Scales;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The vertical axis of a {@link ScaleChart}. Where there is one slope: the difference to it, upwards and downwards on a logarithmic
 * axis, for intervals span many powers of ten. Where there is a kink: the slope itself, for two slopes of one size are to be seen side by side.
 *
 * @param middle the slope in the middle
 * @param least differences below are drawn as on a linear axis; infinite if all of it is linear
 * @param most the largest difference that fits in
 */
record SlopeAxis(double middle, double least, double most) {
    /** Of the slope itself: what differs by more is not worth more room. */
    private static final double FAR_OFF = 3;
    private static final double ROOM = 1.5;
    /** More powers of ten than this on either side cannot be told apart. */
    private static final double DECADES = 1e18;
    private static final int LABELS = 4;
    private static final int MOST_DIGITS = 15;

    /** With room for the claim; that may be NaN. */
    static SlopeAxis of(Scales scales, double claim) {
        Interval slope = scales.slope().interval();
        double off = Double.isFinite(claim) ? Math.abs(claim - slope.centre()) : 0;
        double jump = Math.abs(scales.slope().right() - scales.slope().left()) / 2;
        if (jump > 0) {
            return new SlopeAxis(slope.centre(), Double.POSITIVE_INFINITY, Math.max(2 * jump, ROOM * off));
        }
        double reach = scales.steps().stream().mapToDouble(step -> reach(step.slope(), slope.centre())).max().orElse(0);
        double seen = slope.centre() == 0 ? reach : Math.min(reach, FAR_OFF * Math.abs(slope.centre()));
        double others = scales.slope().possible().stream().mapToDouble(other -> other.distance(slope.centre())).max().orElse(0);
        double most = Math.max(Math.max(seen, ROOM * Math.max(off, others)), 10 * slope.halfWidth());
        double top = most > 0 && Double.isFinite(most) ? Math.pow(10, Math.ceil(Math.log10(most))) : 1;
        return new SlopeAxis(slope.centre(), Math.max(slope.halfWidth() / 2, top / DECADES), top);
    }

    private static double reach(Interval interval, double from) {
        return Math.max(Math.abs(interval.lo() - from), Math.abs(interval.hi() - from));
    }

    boolean isLinear() {
        return Double.isInfinite(least);
    }

    /** The height of a slope, from -1 to 1, and beyond for what does not fit in. */
    double height(double slope) {
        return heightOf(slope - middle);
    }

    /** The height of what differs by so much from the slope in the middle. */
    double heightOf(double off) {
        return isLinear() ? off / most : Math.signum(off) * arsinh(Math.abs(off) / least) / arsinh(most / least);
    }

    private static double arsinh(double x) {
        return Math.log(x + Math.hypot(x, 1));
    }

    /** How far from the middle the labels are. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (isLinear()) {
            double unit = Math.pow(10, Math.floor(Math.log10(most / 2)));
            double step = most / unit > 6 ? 5 * unit : most / unit > 3 ? 2 * unit : unit;
            for (double at = Math.ceil((middle - most) / step); at * step <= middle + most; at++) {
                ticks.add(at * step - middle);
            }
            return ticks;
        }
        ticks.add(0.0);
        int top = (int) Math.round(Math.log10(most));
        int bottom = (int) Math.ceil(Math.log10(2 * least));
        int stride = Math.max(1, (int) Math.ceil((top - bottom) / (double) LABELS));
        for (int exponent = top; exponent >= bottom; exponent -= stride) {
            ticks.add(Math.pow(10, exponent));
            ticks.add(-Math.pow(10, exponent));
        }
        return ticks;
    }

    /** What stands beside such a tick. */
    String label(double off) {
        if (isLinear()) {
            double slope = middle + off;
            return trimmed(String.format(Locale.ROOT, "%.3g", Math.abs(slope) < most / 1000 ? 0 : slope));
        }
        return off == 0 ? "0" : String.format(Locale.ROOT, "%s1e%d", off > 0 ? "+" : "-", Math.round(Math.log10(Math.abs(off))));
    }

    /** A slope with as many digits as are known. */
    static String figure(double slope, double error) {
        if (!(Math.abs(slope) > error)) {
            return "0";
        }
        int digits = error > 0 ? (int) Math.ceil(Math.log10(Math.abs(slope) / error)) : MOST_DIGITS;
        return trimmed(String.format(Locale.ROOT, "%." + Math.max(1, Math.min(MOST_DIGITS, digits)) + "g", slope));
    }

    private static String trimmed(String digits) {
        return digits.indexOf('e') < 0 && digits.indexOf('.') >= 0 ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
    }
}
