package io.github.gradcheck.notebook.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An axis of a plot. Coordinates are linear; on a logarithmic axis they are powers of ten.
 *
 * @param name what stands beside it
 * @param from the coordinate at its beginning
 * @param to the coordinate at its end; may be the smaller one
 * @param ticks coordinates and what stands there
 */
record Axis(String name, double from, double to, List<Tick> ticks) {
    private static final int MOST_TICKS = 6;

    /** A coordinate with its label. */
    record Tick(double at, String label) {
    }

    /** With ticks at multiples of 1, 2 or 5 times a power of ten. */
    static Axis linear(String name, double from, double to) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(to - from) / MOST_TICKS)));
        double stride = unit;
        for (double times : new double[] {2, 5, 10}) {
            stride = Math.abs(to - from) / stride > MOST_TICKS ? times * unit : stride;
        }
        int decimals = Math.max(0, -(int) Math.floor(Math.log10(stride)));
        List<Tick> ticks = new ArrayList<>();
        for (double n = Math.ceil(Math.min(from, to) / stride); n * stride <= Math.max(from, to); n++) {
            ticks.add(new Tick(n * stride, String.format(Locale.ROOT, "%." + decimals + "f", n * stride + 0.0)));
        }
        return new Axis(name, from, to, ticks);
    }

    /** From one power of ten to another, given by their exponents. */
    static Axis powersOfTen(String name, double from, double to) {
        int stride = (int) Math.ceil(Math.abs(to - from) / MOST_TICKS);
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.max(from, to)); exponent >= Math.min(from, to); exponent -= stride) {
            ticks.add(new Tick(exponent, "1e" + exponent));
        }
        return new Axis(name, from, to, ticks);
    }

    Object json() {
        return Map.of("name", name, "from", (float) from, "to", (float) to,
                "ticks", ticks.stream().map(tick -> List.of((float) tick.at(), tick.label())).toList());
    }
}
