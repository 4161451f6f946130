package io.github.gradcheck.bench;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterCheck;
import io.github.gradcheck.ndarray.NDArray;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Time against the number of parameters, for the picture in Part 11: one line a point, {@code method,parameters,seconds,measured}. */
final class Growth {
    private static final String[] SIZES = {"4-10-3-5", "16-20-5-16", "64-50-10-32", "200-80-10-64", "784-100-10-64", "1500-200-10-64", "3000-330-10-64"};
    private static final double LONGEST = 60;
    private static final int RUNS = 5;
    /** Seconds; a longer run is not repeated. */
    private static final double LONG = 5;
    private static final double WARM_UP = 2;
    /** Evaluations an entry, where a run would take too long to count them. */
    private static final double GUESS = 5;
    /** Evaluations that a run which would take too long is extrapolated from. */
    private static final int SAMPLE = 200;

    private final PrintStream out;

    private Growth(PrintStream out) {
        this.out = out;
    }

    static void writeTo(PrintStream out) {
        Growth growth = new Growth(out);
        out.println("# Measured by binder/tools/benchmark --growth on one machine on one day: " + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + System.getProperty("java.version") + ", " + NDArray.blas() + ".");
        out.println("method,parameters,seconds,measured");
        for (String sizes : SIZES) {
            Net net = Net.of(sizes);
            double evaluations = growth.entries("every entry, incremental evaluation", net, net.checkIncremental(), GUESS * secondsIncremental(net));
            growth.entries("every entry", net, net.check(), evaluations * seconds(net::loss));
            growth.timed("directions", net, () -> net.check().directions(1).run());
            growth.timed("one wrong weight found", net, () -> net.checkOneWrong().directions(1).run());
        }
    }

    /** Returns how many evaluations an entry takes. */
    private double entries(String method, Net net, ParameterCheck check, double secondsAnEntry) {
        double expected = secondsAnEntry * net.parameters();
        if (expected > LONGEST) {
            line(method, net, expected, false);
            return GUESS;
        }
        return (double) timed(method, net, () -> check.everyEntry().run()).evaluations() / net.parameters();
    }

    private GradientReport timed(String method, Net net, Supplier<GradientReport> run) {
        GradientReport[] last = new GradientReport[1];
        double first = once(() -> last[0] = run.get());
        for (double warm = first; first < LONG && warm < WARM_UP; warm += once(run)) {
            first = once(run);
        }
        double[] seconds = new double[first > LONG ? 1 : RUNS];
        seconds[0] = first;
        for (int r = 0; r < seconds.length && seconds.length > 1; r++) {
            seconds[r] = once(run);
        }
        Arrays.sort(seconds);
        line(method, net, seconds[seconds.length / 2], true);
        return last[0];
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

    private static double secondsIncremental(Net net) {
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
