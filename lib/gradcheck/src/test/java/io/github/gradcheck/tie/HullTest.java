package io.github.gradcheck.tie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HullTest {
    private static Hull of(double[]... points) {
        Hull hull = new Hull();
        for (double[] point : points) {
            hull.add(point);
        }
        return hull;
    }

    private static double[] p(double... entries) {
        return entries;
    }

    private static double distance(Hull hull, double... g) {
        return Hull.length(Hull.minus(g, hull.nearest(g)));
    }

    @Test
    void onePointIsTheNearest() {
        assertThat(of(p(3, 4)).nearest(p(0, 0))).containsExactly(3, 4);
    }

    @Test
    void aSegmentIsNearestAtAnEndOrInBetween() {
        Hull segment = of(p(1, 0), p(0, 1));
        assertThat(segment.nearest(p(1, 1))).containsExactly(p(0.5, 0.5), within(1e-14));
        assertThat(segment.nearest(p(3, 0))).containsExactly(p(1, 0), within(1e-14));
        assertThat(distance(segment, 0.3, 0.7)).isLessThan(1e-14);
    }

    @Test
    void aTriangleInSpaceIsNearestAtACornerAnEdgeOrInside() {
        Hull triangle = of(p(0, 0, 0), p(4, 0, 0), p(0, 4, 0));
        assertThat(distance(triangle, 1, 1, 0)).isLessThan(1e-14);
        assertThat(distance(triangle, 1, 1, 0.5)).isCloseTo(0.5, within(1e-14));
        assertThat(distance(triangle, 3, 3, 0)).isCloseTo(Math.sqrt(2), within(1e-14));
        assertThat(distance(triangle, -3, -4, 0)).isCloseTo(5, within(1e-14));
    }

    @Test
    void aCubeIsNearestWhereEachEntryIsCutOff() {
        Hull cube = new Hull();
        for (int corner = 0; corner < 16; corner++) {
            cube.add(p(corner & 1, corner >> 1 & 1, corner >> 2 & 1, corner >> 3));
        }
        assertThat(cube.nearest(p(0.25, 7, -3, 0.5))).containsExactly(p(0.25, 1, 0, 0.5), within(1e-12));
        assertThat(distance(cube, 0.1, 0.9, 0.5, 0.3)).isLessThan(1e-12);
    }

    @Test
    void aCrossPolytopeIsNearestWhereAllEntriesAreShrunkAlike() {
        int n = 12;
        Hull cross = new Hull();
        double[] ones = new double[n];
        for (int i = 0; i < n; i++) {
            double[] corner = new double[n];
            corner[i] = 1;
            cross.add(corner);
            cross.add(Hull.times(corner, -1));
            ones[i] = 1;
        }
        assertThat(cross.nearest(ones)).containsExactly(Hull.times(ones, 1.0 / n), within(1e-13));
    }

    @Test
    void pointsTwiceOrOnALineChangeNothing() {
        Hull segment = of(p(1, 0), p(0.5, 0.5), p(0, 1), p(1, 0), p(0.25, 0.75));
        assertThat(segment.nearest(p(1, 1))).containsExactly(p(0.5, 0.5), within(1e-12));
    }

    @Test
    void unitsChangeNothing() {
        double unit = 0x1p-300;
        assertThat(of(p(unit, 0), p(0, unit)).nearest(p(unit, unit))).containsExactly(p(unit / 2, unit / 2), within(1e-14 * unit));
    }

    /** At the nearest point p no other lies farther towards g: (g − p)·(q − p) ≤ 0 for all points q. */
    @Test
    void noPointOfManyLiesBeyondThePlaneThroughTheNearest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 500; trial++) {
            int n = random.nextInt(1, 9);
            Hull hull = new Hull();
            double[][] points = new double[random.nextInt(1, 25)][];
            for (int j = 0; j < points.length; j++) {
                points[j] = normal(random, n);
                hull.add(points[j]);
            }
            double[] g = Hull.times(normal(random, n), 2);
            double[] nearest = hull.nearest(g);
            double[] apart = Hull.minus(g, nearest);
            for (double[] point : points) {
                assertThat(Hull.dot(apart, Hull.minus(point, nearest))).as("trial %s", trial).isLessThan(1e-11);
            }
        }
    }

    private static double[] normal(SplittableRandom random, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
