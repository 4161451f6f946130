package io.github.gradcheck.numeric;

/**
 * A small jump of f near a point, as rounding inside f and iterations that stop at a tolerance leave behind.
 *
 * <p>Between two jumps such a function is smooth, and has a slope there that is not that of the function it stands for. A jump shows
 * in the fifth differences of equally spaced values, of which little else is left; and unlike anything smooth it stays as large when
 * the spacing shrinks.
 */
final class Jump {
    private static final int POINTS = 17;
    private static final int ORDER = 5;
    /** The largest weight of a jump in a fifth difference. */
    private static final double WEIGHT = 6;
    private static final double WIDER = 4;
    private static final double WIDEST = 0.02;
    private static final double CLOSER = 12;
    private static final int CLOSE_LOOKS = 3;
    /** Of several jumps in one interval a closer look may see but one. */
    private static final double STAYS = 0.2;
    /** A larger share of |f| is no tolerance but part of what f means. */
    private static final double LARGEST = 1e-3;
    /** In units of roundoff; less is what long sums do. */
    private static final double SMALLEST = 256;
    private static final double MOST_GROWTH = 1e3;

    private final Line line;
    private final double slope;

    /** Between which points a jump is, if there is one, and how large. */
    private record Place(double left, double spacing, double size) {
    }

    private Jump(Line line, double slope) {
        this.line = line;
        this.slope = slope;
    }

    /**
     * The size of the nearest jump that a slope, off by {@code difference}, may be owed to; 0 if none is found.
     *
     * @param fine the slope between the jumps, if there are any
     */
    static double near(Line line, Estimate fine, double difference) {
        Jump jump = new Jump(line, fine.value());
        for (double spacing = fine.step() / WIDER; spacing <= WIDEST * line.scale(); spacing *= WIDER) {
            Place place = jump.largest(line.x(), line.step(spacing));
            if (place != null && difference * Math.abs(place.left() - line.x()) <= WIDER * place.size() && jump.isSharp(place)) {
                return place.size();
            }
        }
        return 0;
    }

    private boolean isSharp(Place first) {
        Place place = first;
        for (int look = 0; look < CLOSE_LOOKS; look++) {
            Place closer = largest(place.left() + place.spacing() / 2, place.spacing() / CLOSER);
            if (closer == null || closer.size() < STAYS * place.size()) {
                return false;
            }
            place = closer;
        }
        return true;
    }

    /** The largest fifth difference, if it stands out as that of a jump; else null. */
    private Place largest(double centre, double spacing) {
        double[] differences = new double[POINTS];
        double largest = 0;
        for (int i = 0; i < POINTS; i++) {
            differences[i] = line.at(centre + (i - POINTS / 2) * spacing);
            largest = Math.max(largest, Math.abs(differences[i]));
        }
        for (int k = 1; k <= ORDER; k++) {
            for (int i = 0; i < POINTS - k; i++) {
                differences[i] = differences[i + 1] - differences[i];
            }
        }
        int peak = 0;
        for (int i = 1; i < POINTS - ORDER; i++) {
            peak = Math.abs(differences[i]) > Math.abs(differences[peak]) ? i : peak;
        }
        double size = Math.abs(differences[peak]) / WEIGHT;
        boolean isLarge = size > SMALLEST * line.roundoff(1, largest, 0);
        boolean isSmall = size <= LARGEST * largest && largest <= MOST_GROWTH * Math.max(Math.abs(line.fx()), Math.abs(slope * POINTS * spacing));
        return isLarge && isSmall ? new Place(centre + (peak + ORDER / 2 - POINTS / 2) * spacing, spacing, size) : null;
    }
}
