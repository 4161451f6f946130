package io.github.gradcheck.bench;

import io.github.gradcheck.check.ParameterCheck;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Time against the number of parameters, for the picture in Part 11: one line a point, {@code method,parameters,seconds,measured}. */
final class Growth {
    private static final String[] SIZES = {"4-10-3-5", "16-20-5-16", "64-50-10-32", "200-80-10-64", "784-100-10-64", "1500-200-10-64", "3000-330-10-64"};
    private static final double LONGEST = 60;
    private static final int RUNS = 3;
    /** Evaluations that a run which would take too long is extrapolated from. */
    private static final int SAMPLE = 200;

    private final PrintStream out;

    private Growth(PrintStream out) {
        this.out = out;
    }

    static void writeTo(PrintStream out) {
        Growth growth = new Growth(out);
        out.println("method,parameters,seconds,measured");
        for (String sizes : SIZES) {
            Net net = Net.of(sizes);
            growth.entries("every entry", net, net.check(), 4 * seconds(net::loss));
            growth.entries("every entry, the model's own way", net, net.checkOwnWay(), 4 * secondsOwnWay(net));
            growth.timed("directions", net, () -> net.check().directions(1).run());
            growth.timed("one wrong weight found", net, () -> net.checkOneWrong().directions(1).run());
        }
    }

    private void entries(String method, Net net, ParameterCheck check, double secondsAnEntry) {
        double expected = secondsAnEntry * net.parameters();
        if (expected > LONGEST) {
            line(method, net, expected, false);
        } else {
            timed(method, net, () -> check.everyEntry().run());
        }
    }

    private void timed(String method, Net net, Supplier<?> run) {
        double[] seconds = new double[RUNS];
        run.get();
        for (int r = 0; r < RUNS; r++) {
            seconds[r] = once(run);
        }
        Arrays.sort(seconds);
        line(method, net, seconds[RUNS / 2], true);
    }

    private void line(String method, Net net, double seconds, boolean measured) {
        out.println(String.format(Locale.ROOT, "\"%s\",%d,%.3g,%b", method, net.parameters(), seconds, measured));
        out.flush();
    }

    private static double once(Supplier<?> run) {
        long begun = System.nanoTime();
        run.get();
        return (System.nanoTime() - begun) / 1e9;
    }

    /** One evaluation, in seconds. */
    private static double seconds(Supplier<Double> evaluation) {
        once(() -> repeated(evaluation));
        return once(() -> repeated(evaluation)) / SAMPLE;
    }

    private static double secondsOwnWay(Net net) {
        var entries = net.reevaluation().of("W1");
        double centre = net.net().params().get("W1").getFlat(0);
        return seconds(() -> entries.at(0, centre + Net.H));
    }

    private static double repeated(Supplier<Double> evaluation) {
        double sum = 0;
        for (int i = 0; i < SAMPLE; i++) {
            sum += evaluation.get();
        }
        return sum;
    }
}
