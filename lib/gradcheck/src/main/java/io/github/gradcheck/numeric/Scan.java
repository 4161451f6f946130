package io.github.gradcheck.numeric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The slope of f at x against scale: a window at every step from the narrowest on, and the stretches of scales that agree.
 *
 * @param windows from the narrowest to the widest
 * @param stretches from the innermost outwards
 */
record Scan(List<Window> windows, List<Stretch> stretches) {
    /** Narrower steps than those at which the spacing of f alone makes an error of so many of the steepest secants are left out. */
    private static final double HOPELESS = 1;
    private static final int FEWEST_WINDOWS = LocalFit.NODES;
    /** With so few different values the steepest secant says nothing. */
    private static final int TELLING = 4;
    /** In units of the spacing of f: rounding alone makes values scatter by 0.3, in few values by a half. */
    private static final double QUIET = 0.5;
    /** In units of the scatter of an outer stretch: an inner one that leads no farther off its line may be part of that scatter. */
    private static final double IN_SCATTER = 8;

    /** From the given steps, or the narrowest that rounding allows. */
    static Scan of(Values values, int narrowest, int widest) {
        int last = look(values, narrowest, widest);
        List<Window> windows = new ArrayList<>();
        double scatter = 0;
        for (int k = last - LocalFit.NODES + 1; k >= widest; k--) {
            Window window = Window.at(values, k, scatter);
            if (window != null) {
                windows.add(window);
                scatter = window.scatter();
            }
        }
        return new Scan(windows, stretches(windows, QUIET * values.spacing(Math.abs(values.fx()))));
    }

    private static int look(Values values, int narrowest, int widest) {
        Slice slice = values.slice();
        double least = values.secant() > 0 && values.distinct() > TELLING
                ? values.spacing(Math.abs(values.fx())) * LocalFit.ODD.absolute() / (2 * HOPELESS * values.secant()) : 0;
        int k = widest;
        while (k <= narrowest && (slice.step(k) >= least || k < widest + FEWEST_WINDOWS + LocalFit.NODES)) {
            slice.look(k++);
        }
        return k - 1;
    }

    private static List<Stretch> stretches(List<Window> windows, double quiet) {
        List<Stretch> stretches = new ArrayList<>();
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
            stretches.add(Stretch.of(windows, from, to, quiet));
        }
        return stretches;
    }

    /**
     * A slope, and the stretch that shows it.
     *
     * @param stretch null where f is not defined beside x
     */
    record Belief(Derivative slope, Stretch stretch) {
    }

    /** The slope that is believed, and what cannot be excluded. */
    Derivative slope(Values values, double zero) {
        return belief(values, zero).slope();
    }

    /** The slope that is believed, and the stretch that shows it. */
    Belief belief(Values values, double zero) {
        if (stretches.isEmpty()) {
            return new Belief(Derivative.undecided(values), null);
        }
        double size = Math.max(zero, stretches.stream().filter(stretch -> stretch.isSharp(0)).mapToDouble(stretch -> stretch.slope().largest()).max().orElse(0));
        int inner = innermostSharp(size);
        if (inner < 0) {
            Stretch sharpest = stretches.stream().min(Comparator.comparingDouble(stretch -> stretch.slope().halfWidth())).orElseThrow();
            return believed(values, sharpest, sharpest, intervals(stretches), zero);
        }
        return believed(values, stretches.get(inner), sawTooth(values, inner, size), intervals(stretches.subList(0, inner)), zero);
    }

    /**
     * The stretch that shows the slope, what else is possible, and what limits it.
     *
     * @param inner the innermost sharp one
     * @param believed the same, or the one whose tooth it is
     */
    private static Belief believed(Values values, Stretch inner, Stretch believed, List<Interval> others, double zero) {
        List<Interval> possible = new ArrayList<>(others);
        if (believed != inner) {
            possible.add(inner.slope());
        }
        Window best = believed.best().isFlat() ? flat(values, believed.best()) : believed.best();
        possible.add(believed.narrower().interval());
        double nothing = best.isFlat() ? Math.max(zero, Derivative.zeroOfFlat(values, best.error())) : zero;
        Derivative.Limit limit = believed != inner ? Derivative.Limit.JUMPS : limit(best, values);
        return new Belief(Derivative.of(best, believed.isKink(), possible, nothing, limit, values), believed);
    }

    /** A window in which f does not move, as uncertain as the first step makes it that f takes farther off. */
    private static Window flat(Values values, Window window) {
        boolean isOnGrid = values.rounding() != Derivative.Limit.ROUNDING;
        double coarse = isOnGrid ? 0 : Discontinuity.firstStep(values, window.k(), Grid.WIDEST, window.error() * window.far()) / window.far();
        return window.widened(Math.max(0, coarse - window.error()));
    }

    private static Derivative.Limit limit(Window best, Values values) {
        if (best.isFlat()) {
            return Derivative.Limit.FLAT;
        }
        Uncertainty parts = best.uncertainty();
        boolean isRounding = parts.rounding() >= parts.scatter() && parts.rounding() >= parts.truncation();
        boolean isOnGrid = values.rounding() != Derivative.Limit.ROUNDING;
        return isRounding || isOnGrid ? values.rounding() : parts.scatter() >= parts.truncation() ? Derivative.Limit.SCATTER : Derivative.Limit.TRUNCATION;
    }

    private static List<Interval> intervals(List<Stretch> some) {
        return some.stream().map(Stretch::slope).toList();
    }

    /** The innermost stretch that is sharp beside its own slope, or beside those of others. */
    private int innermostSharp(double size) {
        for (int i = 0; i < stretches.size(); i++) {
            if (stretches.get(i).isSharp(size)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The stretch that shows the slope where the inner one is but one tooth, or one tread of a stair, of what lies in its scatter: where f
     * turns from one to the other by a jump.
     */
    private Stretch sawTooth(Values values, int inner, double size) {
        Stretch tooth = stretches.get(inner);
        List<Stretch> outer = stretches.subList(inner + 1, stretches.size()).stream().filter(other -> isInScatter(tooth, other, values)).toList();
        if (outer.isEmpty() || !Discontinuity.isBetween(values, tooth, outer.get(0))) {
            return tooth;
        }
        return outer.stream().filter(other -> other.isSharp(size)).findFirst().orElse(outer.get(0));
    }

    private static boolean isInScatter(Stretch inner, Stretch outer, Values values) {
        double off = Math.abs(inner.slope().centre() - outer.slope().centre()) * inner.best().far();
        return !outer.isKink() && off <= IN_SCATTER * Math.max(outer.best().scatter(), values.spacing(Math.abs(values.fx())));
    }
}
