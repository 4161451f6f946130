package io.github.gradcheck.backend;

import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.function.IntSupplier;

/**
 * The stream of random numbers that PyTorch's CPU generator draws after {@code torch.manual_seed(seed)}.
 *
 * <p>Uniforms are equal to PyTorch's to the last bit, and so are float32 normals; float64 normals are within 3 ulp. The rules
 * are those of PyTorch's {@code DistributionTemplates.h}: fewer than 16 normals are drawn one by one in double precision,
 * 16 or more are made from uniforms in blocks of 16.
 */
public final class TorchRandom {
    private static final int BLOCK = 16;
    private static final long LOW_53_BITS = (1L << 53) - 1;
    private static final int LOW_24_BITS = (1 << 24) - 1;

    private IntSupplier words;
    private double spareNormal;
    private boolean hasSpareNormal;

    /** A stream that starts as after {@code torch.manual_seed(seed)}; the generator uses the lowest 32 bits. */
    public TorchRandom(long seed) {
        reset(seed);
    }

    /** Starts the stream again. */
    public void reset(long seed) {
        words = new HipparchusTwister().words((int) seed);
        hasSpareNormal = false;
    }

    /** Uniforms from [0, 1). */
    public NDArray rand(DType dtype, int... shape) {
        return uniform(0, 1, dtype, shape);
    }

    /** Uniforms from [from, to). */
    public NDArray uniform(double from, double to, DType dtype, int... shape) {
        double[] data = new double[Shape.size(shape)];
        for (int i = 0; i < data.length; i++) {
            data[i] = dtype == DType.FLOAT32 ? uniformFloat((float) from, (float) to) : uniformDouble() * (to - from) + from;
        }
        return NDArray.of(data, dtype, shape);
    }

    /** Normals with mean 0 and variance 1. */
    public NDArray randn(DType dtype, int... shape) {
        double[] data = new double[Shape.size(shape)];
        if (data.length < BLOCK) {
            for (int i = 0; i < data.length; i++) {
                data[i] = normal();
            }
        } else {
            fillInBlocks(data, dtype);
        }
        return NDArray.of(data, dtype, shape);
    }

    private double uniformDouble() {
        long high = Integer.toUnsignedLong(words.getAsInt());
        long low = Integer.toUnsignedLong(words.getAsInt());
        return ((high << 32 | low) & LOW_53_BITS) * 0x1p-53;
    }

    private float uniformFloat(float from, float to) {
        float unit = (words.getAsInt() & LOW_24_BITS) * 0x1p-24f;
        return Math.fma(unit, to - from, from);
    }

    /** Box and Muller's two normals from two uniforms; the second is kept for the next call. */
    private double normal() {
        if (hasSpareNormal) {
            hasSpareNormal = false;
            return spareNormal;
        }
        double angle = 2 * Math.PI * uniformDouble();
        double radius = Math.sqrt(-2 * Math.log1p(-uniformDouble()));
        spareNormal = radius * Math.sin(angle);
        hasSpareNormal = true;
        return radius * Math.cos(angle);
    }

    /** Uniforms first, then blocks of 16 turned into normals; a rest shorter than a block is drawn anew as the last 16. */
    private void fillInBlocks(double[] data, DType dtype) {
        for (int i = 0; i < data.length; i++) {
            data[i] = unit(dtype);
        }
        for (int start = 0; start + BLOCK <= data.length; start += BLOCK) {
            boxMuller(data, start, dtype);
        }
        if (data.length % BLOCK != 0) {
            int start = data.length - BLOCK;
            for (int i = start; i < data.length; i++) {
                data[i] = unit(dtype);
            }
            boxMuller(data, start, dtype);
        }
    }

    private double unit(DType dtype) {
        return dtype == DType.FLOAT32 ? uniformFloat(0, 1) : uniformDouble();
    }

    private static void boxMuller(double[] data, int start, DType dtype) {
        for (int i = start; i < start + BLOCK / 2; i++) {
            if (dtype == DType.FLOAT32) {
                boxMullerFloat(data, i);
            } else {
                double radius = Math.sqrt(-2 * Math.log(1 - data[i]));
                double angle = 2 * Math.PI * data[i + BLOCK / 2];
                data[i] = radius * Math.cos(angle);
                data[i + BLOCK / 2] = radius * Math.sin(angle);
            }
        }
    }

    /** Each step rounded to a float, as PyTorch's vector code does it. */
    private static void boxMullerFloat(double[] data, int i) {
        float radius = (float) Math.sqrt(-2 * CephesFloat.log((float) (1 - data[i])));
        float angle = (float) (2 * Math.PI) * (float) data[i + BLOCK / 2];
        data[i] = radius * CephesFloat.cos(angle);
        data[i + BLOCK / 2] = radius * CephesFloat.sin(angle);
    }
}
