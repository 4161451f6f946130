package io.github.gradcheck.coverage;

import java.util.List;

/** Where a family may miss what is asked of all, by how much, and why. */
final class Allowances {
    private static final String GRID = "values so coarse that f takes few of them over the whole of its length";
    private static final String EDGE = "a claim just outside the slopes of a kink, by less than they may be off";
    private static final String NEAR = "a kink closer to x than the narrowest window is wide";
    private static final String ONE_BIT = "f moves by one bit, which is taken for a kink whose slopes are not known";
    private static final String WALK = "many small kinks below the rounding of float32: the slope walks from scale to scale, unseen";
    private static final String SOLVER = "the computed function has another slope, for the iteration stops at a residual of 1e-8";

    /**
     * One family's.
     *
     * @param family its name
     * @param of200 how many of 200 functions
     * @param reason why
     */
    record Allowance(String family, double of200, String reason) {
    }

    /** Right claims called wrong. */
    static final List<Allowance> WRONG = List.of(
            new Allowance("newton, residual 1e-8", 120, SOLVER),
            new Allowance("rounded 0.1", 2, GRID),
            new Allowance("rounded 0.01", 2, GRID));

    /** Slopes outside the interval. */
    static final List<Allowance> OUTSIDE = List.of(
            new Allowance("newton, residual 1e-8", 120, SOLVER),
            new Allowance("float32 sum ∣r∣ 100", 2, WALK),
            new Allowance("float32 sum ∣r∣ 1000", 20, WALK),
            new Allowance("float32 sum ∣r∣ 3000", 16, WALK),
            new Allowance("float32 sum r2 1000", 2, "rounding in a sum of 1000 terms is more regular than scatter"),
            new Allowance("sum ∣r∣ 10000", 2, "a narrow look crosses a few of 10 000 kinks"),
            new Allowance("relu2 10000", 2, "a narrow look crosses a few of 10 000 jumps of the second derivative"),
            new Allowance("odd ∣x∣^1.5 at x", 12, "no second derivative at x: what is off halves only with a quarter of the step"),
            new Allowance("small share 1e-14..1e-6 of f", 6, "f moves by one bit or none"),
            new Allowance("kink near 1e-12..1e-6", 4, NEAR),
            new Allowance("bfloat16 result", 8, GRID),
            new Allowance("rounded 0.001", 3, GRID),
            new Allowance("rounded 0.01", 20, GRID),
            new Allowance("rounded 0.1", 36, GRID));

    /** Claims of zero that pass. */
    static final List<Allowance> ZERO = List.of(
            new Allowance("bfloat16 result", 3, GRID),
            new Allowance("rounded 0.01", 2, GRID),
            new Allowance("rounded 0.1", 3, GRID),
            new Allowance("small share 1e-14..1e-6 of f", 2, ONE_BIT),
            new Allowance("kink at x", 3, EDGE),
            new Allowance("kink at x, unit of f", 3, EDGE),
            new Allowance("kink at x, unit of x", 3, EDGE),
            new Allowance("kink at 0, scale 1", 3, EDGE),
            new Allowance("kink at x, float32", 4, EDGE),
            new Allowance("kink at x, scatter 1e-8", 3, EDGE),
            new Allowance("kink at 1e-17..1e-14", 3, EDGE),
            new Allowance("kink near 1e-12..1e-6", 4, NEAR));

    /** Claims of the double, or of the negated slope, that pass. */
    static final List<Allowance> OTHER_SIZE = List.of(
            new Allowance("small share 1e-14..1e-6 of f", 2, ONE_BIT),
            new Allowance("rounded 0.01", 2, GRID),
            new Allowance("rounded 0.1", 2, GRID));

    private Allowances() {
    }

    /** How many of so many functions of a family are allowed; 0 if it is not in the list. */
    static double of(List<Allowance> allowances, String family, int cases) {
        return allowances.stream().filter(allowance -> allowance.family().equals(family)).mapToDouble(Allowance::of200).sum() * cases / 200;
    }
}
