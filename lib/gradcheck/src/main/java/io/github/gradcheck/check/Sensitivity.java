package io.github.gradcheck.check;

import io.github.gradcheck.examination.NumberFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Says how small an error would have been detected: in all entries where each was measured, in a single one where directions were. */
final class Sensitivity {
    /** The required resolution: a relative error of 10 %. */
    private static final double COARSEST = 0.1;

    private Sensitivity() {
    }

    static String of(GradientReport report) {
        List<ParameterReport> along = report.parameters().stream().filter(parameter -> !parameter.directions().isEmpty()).toList();
        if (!along.isEmpty()) {
            return single(along.stream().max(Comparator.<ParameterReport>comparingDouble(parameter -> parameter.missed(DirectionReport.SINGLE_ERROR))
                    .thenComparingDouble(Sensitivity::surelySeen)).orElseThrow());
        }
        List<ParameterReport> checked = report.parameters().stream().filter(parameter -> parameter.checked() > 0).toList();
        double worst = checked.stream().mapToDouble(ParameterReport::smallestDetectableError).max().orElse(Double.POSITIVE_INFINITY);
        int entries = checked.stream().mapToInt(ParameterReport::checked).sum();
        if (worst <= COARSEST) {
            return "a relative error above " + NumberFormat.size(worst) + (entries == 1 ? "" : report.open() > 0 ? " in all entries that were measured" : " in all entries" + (checked.size() == 1 ? "" : " of a parameter"))
                    + " is detected";
        }
        if (report.count(Verdict.CORRECT) + report.count(Verdict.WRONG) == 0) {
            return report.count(Verdict.NOT_DIFFERENTIABLE) > 0 ? "at a kink every value between both slopes is right" : "none: nothing could be decided";
        }
        double error = checked.stream().flatMapToDouble(parameter -> Arrays.stream(parameter.error().toArray())).filter(Double::isFinite).max().orElse(0);
        return "an absolute error above " + NumberFormat.size(error) + " in an entry that could be measured is detected";
    }

    /** The probability of missing one wrong entry, or, where that is 1, the smallest error that is detected for sure. */
    private static String single(ParameterReport parameter) {
        double missed = parameter.missed(DirectionReport.SINGLE_ERROR);
        double seen = surelySeen(parameter);
        boolean isChance = missed < 1 || !Double.isFinite(seen);
        return "a single wrong entry, off by " + NumberFormat.size(isChance ? DirectionReport.SINGLE_ERROR : seen) + " of the root-mean-square gradient, is "
                + (isChance ? "missed with probability " + NumberFormat.size(missed) : "detected for sure, a smaller error perhaps not");
    }

    private static double surelySeen(ParameterReport parameter) {
        return parameter.directions().stream().map(DirectionReport::comparison).mapToDouble(along -> along.surelySeen() / along.rootMeanSquare()).min().orElse(0);
    }
}
