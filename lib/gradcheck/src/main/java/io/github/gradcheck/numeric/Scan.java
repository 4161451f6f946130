package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.LocalFit;
import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The slope of f at x against scale: a window at every step from the narrowest on, the runs of scales that agree, and the one that shows
 * the slope at x.
 */
final class Scan {
    private static final int FEWEST_WINDOWS = 9;
    /** With so few different values the steepest secant says nothing. */
    private static final int FEW_VALUES = 4;
    /** In units of the spacing of f: rounding alone makes values noise by 0.3, in few values by a half. */
    private static final double ROUNDING = 0.5;
    /** In units of the noise of an outer run: an inner one that leads no farther off its line may be part of that noise. */
    private static final double IN_NOISE = 8;

    private final Values values;
    private final List<Window> windows;
    private final List<ScaleRun> runs;
    private final int widest;
    private ScaleRun selected;
    private Derivative slope;

    private Scan(Values values, List<Window> windows, int widest) {
        this.values = values;
        this.windows = List.copyOf(windows);
        this.runs = runs(windows, ROUNDING * values.spacing(Math.abs(values.fx())));
        this.widest = widest;
        believe();
    }

    /** Of steps up to a tenth of x; and up to ten times x where the slope that these show is not enough. */
    static Scan until(Values values, int narrowest, Predicate<Derivative> isEnough) {
        int from = narrowest;
        Scan scan = of(values, from, Grid.WIDE);
        if (scan.slope.kind() == Derivative.Kind.KINK && values.slice().nearest() > from) {
            // A kink may lie beside x, and nearer steps then see none.
            from = values.slice().nearest();
            scan = of(values, from, Grid.WIDE);
        }
        return isEnough.test(scan.slope) ? scan : of(values, from, Grid.WIDEST);
    }

    /** From the given steps, or the narrowest that rounding allows. */
    private static Scan of(Values values, int narrowest, int widest) {
        int last = evaluate(values, narrowest, widest);
        List<Window> windows = new ArrayList<>();
        double noise = 0;
        for (int k = last - LocalFit.NODES + 1; k >= widest; k--) {
            Window window = Window.at(values, k, noise);
            if (window != null) {
                windows.add(window);
                noise = window.noise();
            }
        }
        return new Scan(values, windows, widest);
    }

    /** Narrower steps than those at which the spacing of f alone makes an error as large as the steepest secant are left out. */
    private static int evaluate(Values values, int narrowest, int widest) {
        Slice slice = values.slice();
        double least = values.secant() > 0 && values.distinct() > FEW_VALUES
                ? values.spacing(Math.abs(values.fx())) * LocalFit.ODD.absolute() / (2 * values.secant()) : 0;
        int k = widest;
        while (k <= narrowest && (slice.step(k) >= least || k < widest + FEWEST_WINDOWS + LocalFit.NODES - 1)) {
            slice.evaluate(k++);
        }
        return k - 1;
    }

    private static List<ScaleRun> runs(List<Window> windows, double rounding) {
        List<ScaleRun> runs = new ArrayList<>();
        int to;
        for (int from = 0; from < windows.size(); from = to) {
            double lo = Double.NEGATIVE_INFINITY;
            double hi = Double.POSITIVE_INFINITY;
            for (to = from; to < windows.size(); to++) {
                lo = Math.max(lo, windows.get(to).interval().lo());
                hi = Math.min(hi, windows.get(to).interval().hi());
                if (!(lo <= hi)) {
                    break;
                }
            }
            to = Math.max(to, from + 1);
            runs.add(ScaleRun.of(windows, from, to, rounding));
        }
        return runs;
    }

    /** The windows, from the narrowest to the widest; none where f is not defined beside x. */
    List<Window> windows() {
        return windows;
    }

    /** The number of the widest step. */
    int widest() {
        return widest;
    }

    /** The slope that is selected, and what cannot be excluded. */
    Derivative slope() {
        return slope;
    }

    /** The run that shows it; null where f is not defined beside x. */
    ScaleRun selected() {
        return selected;
    }

    // ---- which run shows the slope

    private void believe() {
        if (runs.isEmpty()) {
            slope = Derivative.undefined(values);
            return;
        }
        double size = Math.max(values.negligible(),
                runs.stream().filter(run -> run.isAccurate(0)).mapToDouble(run -> run.slope().largest()).max().orElse(0));
        int inner = innermostAccurate(size);
        if (inner < 0) {
            selected = runs.stream().min(Comparator.comparingDouble(run -> run.slope().halfWidth())).orElseThrow();
            slope = slope(selected, intervals(runs));
        } else {
            selected = sawTooth(inner, size);
            slope = slope(runs.get(inner), intervals(runs.subList(0, inner)));
        }
    }

    /** The slope of the run that is selected, what else is possible, and what limits it; {@code inner} is the same, or one piece of it between two jumps. */
    private Derivative slope(ScaleRun inner, List<Interval> others) {
        List<Interval> possible = new ArrayList<>(others);
        if (selected != inner) {
            possible.add(inner.slope());
        }
        possible.add(selected.narrower().interval());
        Window best = selected.best();
        if (best.isFlat()) {
            return flat(possible);
        }
        Derivative.Limit limit = selected != inner ? Derivative.Limit.JUMPS : limit(best);
        return Derivative.of(best, selected.isKink(), possible, values.negligible(), limit, values);
    }

    /** A window in which f does not move, as uncertain as the first step makes it that f takes farther off. */
    private Derivative flat(List<Interval> possible) {
        Window best = selected.best();
        boolean isOnGrid = values.rounding() != Values.Rounding.TO_DOUBLES;
        PlateauEdge edge = isOnGrid ? PlateauEdge.NONE : PlateauEdge.of(values, best.k(), Grid.FARTHEST, best.error() * best.far());
        double coarse = isOnGrid || edge.hidesSlope() ? edge.step() : Math.max(edge.step(), values.single());
        Window widened = best.widened(Math.max(0, coarse / best.far() - best.error()));
        double zero = edge.hidesSlope() ? 0 : Math.max(values.negligible(), Plateau.zero(values, edge, widened.error()));
        return Derivative.of(widened, selected.isKink(), possible, zero, Derivative.Limit.FLAT, values);
    }

    private Derivative.Limit limit(Window best) {
        Uncertainty parts = best.uncertainty();
        boolean isRounding = parts.rounding() >= parts.noise() && parts.rounding() >= parts.truncation();
        boolean isOnGrid = values.rounding() != Values.Rounding.TO_DOUBLES;
        return isRounding || isOnGrid ? Derivative.Limit.of(values.rounding()) : parts.noise() >= parts.truncation() ? Derivative.Limit.NOISE : Derivative.Limit.TRUNCATION;
    }

    private static List<Interval> intervals(List<ScaleRun> some) {
        return some.stream().map(ScaleRun::slope).toList();
    }

    /** The innermost run that is accurate beside its own slope, or beside those of others. */
    private int innermostAccurate(double size) {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).isAccurate(size)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The run that shows the slope where the inner one is but one piece, between two jumps, of what lies in its noise: where f
     * turns from one to the other by a jump.
     */
    private ScaleRun sawTooth(int inner, double size) {
        ScaleRun close = runs.get(inner);
        List<ScaleRun> outer = runs.subList(inner + 1, runs.size()).stream().filter(other -> isInNoise(close, other)).toList();
        if (outer.isEmpty() || !Discontinuity.isBetween(values, close, outer.get(0))) {
            return close;
        }
        return outer.stream().filter(other -> other.isAccurate(size)).findFirst().orElse(outer.get(0));
    }

    private boolean isInNoise(ScaleRun inner, ScaleRun outer) {
        double off = Math.abs(inner.slope().centre() - outer.slope().centre()) * inner.best().far();
        return !outer.isKink() && off <= IN_NOISE * Math.max(outer.best().noise(), values.spacing(Math.abs(values.fx())));
    }
}
