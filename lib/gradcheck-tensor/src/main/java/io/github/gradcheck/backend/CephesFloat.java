package io.github.gradcheck.backend;

/**
 * Logarithm, sine and cosine in single precision as the Cephes library computes them, which PyTorch's vector code follows.
 *
 * <p>Each reduces its argument to a short interval and takes a polynomial there, with fused multiply-adds as on a processor
 * that has them. The results differ from the correctly rounded values in the last bit now and then: with these, and not with
 * those, PyTorch's float32 normals come out to the last bit. Source: Moshier, Cephes Mathematical Library, {@code logf.c} and
 * {@code sinf.c}.
 */
final class CephesFloat {
    private static final float SQRT_HALF = 0.707106781186547524f;
    private static final float[] LOGARITHM = {7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f,
        1.4249322787e-1f, -1.6668057665e-1f, 2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f};
    /** ln 2 in two parts, the first short enough for an exact product with an exponent. */
    private static final float LN_2_HIGH = 0.693359375f;
    private static final float LN_2_LOW = -2.12194440e-4f;

    private static final float FOUR_OVER_PI = 1.27323954473516f;
    /** π/4 in three parts, for the same reason. */
    private static final float[] QUARTER_PI = {0.78515625f, 2.4187564849853515625e-4f, 3.77489497744594108e-8f};
    private static final float[] SINE = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
    private static final float[] COSINE = {2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f};

    private CephesFloat() {
    }

    /** The natural logarithm of a normal, positive number: x = 2ᵉ·(1 + m) with m between √½ − 1 and √2 − 1. */
    static float log(float x) {
        int e = Math.getExponent(x) + 1;
        float m = Math.scalb(x, -e);
        if (m < SQRT_HALF) {
            e--;
            m += m;
        }
        m -= 1;
        float z = m * m;
        float y = Math.fma(polynomial(LOGARITHM, m) * m, z, e * LN_2_LOW) - 0.5f * z;
        return Math.fma(e, LN_2_HIGH, m + y);
    }

    /** The sine of an angle that is not negative, in radians. */
    static float sin(float angle) {
        int octant = evenOctant(angle);
        float r = reduce(angle, octant);
        float value = octant % 4 == 0 ? sineNearZero(r) : cosineNearZero(r);
        return octant % 8 >= 4 ? -value : value;
    }

    /** The cosine of an angle that is not negative, in radians. */
    static float cos(float angle) {
        int octant = evenOctant(angle);
        float r = reduce(angle, octant);
        float value = octant % 4 == 0 ? cosineNearZero(r) : sineNearZero(r);
        return octant % 8 == 2 || octant % 8 == 4 ? -value : value;
    }

    /** The even multiple of π/4 next to the angle. */
    private static int evenOctant(float angle) {
        return ((int) (angle * FOUR_OVER_PI) + 1) & ~1;
    }

    private static float reduce(float angle, int octant) {
        float r = angle;
        for (float part : QUARTER_PI) {
            r = Math.fma(octant, -part, r);
        }
        return r;
    }

    private static float sineNearZero(float r) {
        float z = r * r;
        return Math.fma(polynomial(SINE, z) * z, r, r);
    }

    private static float cosineNearZero(float r) {
        float z = r * r;
        return Math.fma(polynomial(COSINE, z) * z, z, -0.5f * z) + 1;
    }

    /** Horner's rule, the coefficient of the highest power first. */
    private static float polynomial(float[] coefficients, float x) {
        float sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }
}
