package io.github.gradcheck.tie;

import java.util.Arrays;

/**
 * Tests whether a claim lies in the convex hull of the gradients near x: gradient sampling (Burke, Lewis and Overton, SIAM Journal on
 * Optimization 15(3), 2005) where the gradients are sought that would hold the claim.
 *
 * <p>With p the nearest point to the claim g in the hull of the gradients found so far, and d the direction from p to g: if g lies in the
 * hull of all, one of them has a slope along d of at least g·d. It is sought at x ± δ·d first, where convex and concave functions have it,
 * then at random and uphill from there, two evaluations a try; a gradient that leads on is measured in full and joins the hull. If no slope
 * along d reaches g·d, g lies outside: a direction that parts a point from a convex set is all the proof there is.
 */
final class GradientSampling {
    /** What one gradient in twenty nearby shows stays hidden in 0.1 % of so many tries. */
    private static final int TRIES = 128;
    /**
     * For each entry squared: n entries have n·(n − 1)/2 pairs to exchange in each of a few steps uphill. With 32·n tries 2 of 6 right
     * gradients of a sort of eight with weights in disorder were called wrong, with these none of 18.
     */
    private static final int TRIES_A_PAIR = 8;
    private static final int MOST_TRIES = 1024;
    /** One try in four starts anew. */
    private static final int ANEW = 4;
    /** What leads half of the way is worth measuring at once; a tenth of the way, if nothing leads farther. */
    private static final double LEADS_ON = 0.5;
    private static final double LEADS_A_LITTLE = 0.1;
    /** So often a gradient is measured in vain where a slope promised more, for the step met a kink. */
    private static final int FUTILE = 8;
    /** The hull of a ball is approached by three or four gradients for each digit. */
    private static final int MOST_GRADIENTS = 100;
    /** In units of what half of the radius does, of which as much is left: twice as much in all, and twice that for safety. */
    private static final double CURVED = 4;
    /** In units of the smallest kink: over the radius for floats, 2.4e-3, curvature of the size of x does no more to a slope. */
    private static final double MOST_CURVED = 0.02;
    /** In units of the smallest kink: what the measurement may be off by more cannot tell one side of it from the other. */
    private static final double BLURRED = 0.1;

    private final NearbySlopes nearby;
    private final double[] claim;
    private final double rise;
    private final double slack;
    private final EvaluationBudget budget;
    private final Hull hull = new Hull();
    private double error;
    private int undefined;
    private int defined;
    private double best;
    private double[] bestAt;

    /**
     * What was found out.
     *
     * @param nearest p; null if nothing was found out
     * @param direction d
     * @param outside how far the claim lies beyond all slopes along d
     * @param error how far the measurement, and the claim, may be off
     */
    record Outcome(double[] nearest, double[] direction, double outside, double error) {
        static final Outcome UNKNOWN = new Outcome(null, null, 0, 0);

        boolean isKnown() {
            return nearest != null;
        }

        boolean isOutside() {
            return outside > error;
        }

        Outcome nearest(double[] better) {
            return new Outcome(better, direction, outside, error);
        }
    }

    /** From the nearest point of the hull to the claim. */
    private record Separation(double[] nearest, double[] direction, double distance) {
        static Separation from(double[] nearest, double[] claim) {
            double[] apart = Hull.minus(claim, nearest);
            double distance = Hull.length(apart);
            return new Separation(nearest, distance == 0 ? apart : Hull.times(apart, 1 / distance), distance);
        }

        /** The slope along the direction at a share of the way. */
        double reached(double share) {
            return Hull.dot(nearest, direction) + share * distance;
        }
    }

    /**
     * Nothing is evaluated yet.
     *
     * @param claim g, in the units of the surroundings
     * @param rise what the smallest kink rises over one unit
     * @param slack how far the claim may be off
     */
    GradientSampling(NearbySlopes nearby, double[] claim, double rise, double slack, EvaluationBudget budget) {
        this.nearby = nearby;
        this.claim = claim;
        this.rise = rise;
        this.slack = slack;
        this.budget = budget;
    }

    /** By gradients in full: 2n + 5 evaluations each, for n entries. */
    Outcome outcome() {
        NearbySlopes.Found first = nearby.gradient(nearby.random());
        if (first == null || isBlurred((1 + Math.sqrt(claim.length)) * nearby.error(first.gradient()))) {
            return Outcome.UNKNOWN;
        }
        hull.add(first.gradient());
        double[] nearer = nearby.gradientHalfAsNear(first.z());
        double same = error + (nearer == null ? 0 : curved(Hull.length(Hull.minus(first.gradient(), nearer))));
        Outcome proof = Outcome.UNKNOWN;
        while (hull.size() < MOST_GRADIENTS && !budget.isSpent()) {
            Separation separation = Separation.from(hull.nearest(claim), claim);
            if (separation.distance() <= same) {
                return new Outcome(separation.nearest(), separation.direction(), 0, error);
            }
            double[] more = seek(separation, proof.isOutside() ? 0 : tries());
            proof = proof.isOutside() ? proof.nearest(separation.nearest()) : more == null && !budget.isSpent() ? outside(separation) : proof;
            more = more == null && bestAt != null ? leadingOn(bestAt, best, separation, LEADS_A_LITTLE) : more;
            if (more == null) {
                return proof;
            }
            hull.add(more);
        }
        return proof.isOutside() ? proof : Outcome.UNKNOWN;
    }

    private boolean isBlurred(double measured) {
        error = measured + slack;
        return measured > BLURRED * rise;
    }

    /** What the limit may be off by curvature, if half of the radius does so much to a slope; 0 if that is too much to be curvature. */
    private double curved(double moved) {
        return moved <= MOST_CURVED * rise ? CURVED * moved : 0;
    }

    private int tries() {
        return (int) Math.min(MOST_TRIES, TRIES + (double) TRIES_A_PAIR * claim.length * claim.length);
    }

    /** A gradient that leads on; null if it was sought in vain: then {@code best} is the largest slope that was seen. */
    private double[] seek(Separation separation, int tries) {
        forget();
        int futile = 0;
        for (int i = 0; i < NearbySlopes.REGULAR + tries && !budget.isSpent(); i++) {
            double slope = look(separation.direction(), i);
            if (slope >= separation.reached(LEADS_ON) && futile < FUTILE) {
                double[] more = leadingOn(bestAt, slope, separation, LEADS_ON);
                if (more != null) {
                    return more;
                }
                futile++;
            }
        }
        return null;
    }

    private void forget() {
        best = Double.NEGATIVE_INFINITY;
        bestAt = null;
        undefined = 0;
        defined = 0;
    }

    private double look(double[] direction, int number) {
        boolean isAnew = number % ANEW == 0 || bestAt == null;
        double[] z = number < NearbySlopes.REGULAR ? nearby.regular(direction, number) : isAnew ? nearby.random() : nearby.changed(bestAt);
        double slope = nearby.slope(z, direction);
        undefined += Double.isNaN(slope) ? 1 : 0;
        defined += Double.isNaN(slope) ? 0 : 1;
        if (slope >= best) {
            best = slope;
            bestAt = z;
        }
        return slope;
    }

    /** The gradient at a point, or beside it, if it leads on by at least half of the share that the slope there promises; else null. */
    private double[] leadingOn(double[] z, double slope, Separation separation, double share) {
        NearbySlopes.Found more = slope > separation.reached(share) ? nearby.gradient(z) : null;
        return more != null && Hull.dot(more.gradient(), separation.direction()) > separation.reached(share / 2) ? more.gradient() : null;
    }

    /**
     * No slope along the way reaches the claim. What half as near is nearer to the claim is curvature, and the limit does not lie outside
     * by that; nothing is known where it is too much, nor where f is not defined at most of the points that were tried.
     */
    private Outcome outside(Separation separation) {
        if (undefined > defined) {
            return Outcome.UNKNOWN;
        }
        double outside = Hull.dot(claim, separation.direction()) - (hull.size() > 0 ? Math.max(best, separation.reached(0)) : best);
        double moved = bestAt == null ? 0 : Math.abs(nearby.slopeHalfAsNear(bestAt, separation.direction()) - best);
        boolean isClear = outside <= error || outside > error + CURVED * moved || moved <= MOST_CURVED * rise;
        return isClear ? new Outcome(separation.nearest(), separation.direction(), outside, error + CURVED * moved) : Outcome.UNKNOWN;
    }

    /**
     * By slopes along a few directions alone, where there are too many entries for gradients in full: the claim's own and (1, …, 1), both
     * ways. Outside along one of them is outside, and the nearest point is that of a half-space; else nothing was found out.
     */
    Outcome outcomeAlong() {
        double[] ones = new double[claim.length];
        Arrays.fill(ones, 1);
        double size = Hull.length(claim);
        for (double[] v : new double[][] {size > 0 ? Hull.times(claim, 1 / size) : ones, Hull.times(ones, 1 / Hull.length(ones))}) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                Outcome found = outcomeAlong(Hull.times(v, sign));
                if (found.isOutside()) {
                    return found;
                }
            }
        }
        return Outcome.UNKNOWN;
    }

    private Outcome outcomeAlong(double[] direction) {
        if (isBlurred(2 * nearby.error(claim))) {
            return Outcome.UNKNOWN;
        }
        double enough = Hull.dot(claim, direction) - error;
        forget();
        for (int i = 0; i < NearbySlopes.REGULAR + TRIES && best < enough; i++) {
            look(direction, i);
        }
        Outcome found = best < enough ? outside(new Separation(claim, direction, 0)) : Outcome.UNKNOWN;
        return found.isOutside() ? found.nearest(Hull.minus(claim, Hull.times(direction, found.outside()))) : Outcome.UNKNOWN;
    }
}
