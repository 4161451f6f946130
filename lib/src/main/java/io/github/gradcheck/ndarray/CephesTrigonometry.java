package io.github.gradcheck.ndarray;

/**
 * Sine and cosine in single precision as the Cephes library computes them, which PyTorch's vector code follows.
 *
 * <p>The angle is reduced to |r| ≤ π/4 in three steps, so that nothing is lost, and one of two polynomials in r² is taken.
 * They differ from the correctly rounded values in the last bit now and then. Source: Moshier, Cephes Mathematical Library,
 * {@code sinf.c}.
 */
final class CephesTrigonometry {
    private static final float FOUR_OVER_PI = 1.27323954473516f;
    /** π/4 in three parts, the first two short enough for an exact product with a small integer. */
    private static final float[] QUARTER_PI = {0.78515625f, 2.4187564849853515625e-4f, 3.77489497744594108e-8f};
    private static final float[] SINE = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
    private static final float[] COSINE = {2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f};

    private CephesTrigonometry() {
    }

    /** The sine of an angle that is not negative, in radians. */
    static float sin(float angle) {
        int octant = evenOctant(angle);
        float r = reduce(angle, octant);
        float value = octant % 4 == 0 ? sinePolynomial(r) : cosinePolynomial(r);
        return octant % 8 >= 4 ? -value : value;
    }

    /** The cosine of an angle that is not negative, in radians. */
    static float cos(float angle) {
        int octant = evenOctant(angle);
        float r = reduce(angle, octant);
        float value = octant % 4 == 0 ? cosinePolynomial(r) : sinePolynomial(r);
        return octant % 8 == 2 || octant % 8 == 4 ? -value : value;
    }

    /** The nearest even multiple of π/4. */
    private static int evenOctant(float angle) {
        return ((int) (angle * FOUR_OVER_PI) + 1) & ~1;
    }

    private static float reduce(float angle, int octant) {
        float r = angle;
        for (float part : QUARTER_PI) {
            r -= octant * part;
        }
        return r;
    }

    private static float sinePolynomial(float r) {
        float z = r * r;
        return ((SINE[0] * z + SINE[1]) * z + SINE[2]) * z * r + r;
    }

    private static float cosinePolynomial(float r) {
        float z = r * r;
        return ((COSINE[0] * z + COSINE[1]) * z + COSINE[2]) * z * z - z * 0.5f + 1;
    }
}
