package io.github.gradcheck.check;

import io.github.gradcheck.examination.Examination;
import io.github.gradcheck.examination.Figure;
import io.github.gradcheck.examination.Measured;
import io.github.gradcheck.examination.Observation;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.RelativeError;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Limits;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Comparison;
import io.github.gradcheck.relation.Relations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From what was measured to verdicts and causes. */
final class Judgement {
    /** An agreement that would have hidden an error of a tenth is no agreement. */
    private static final double COARSEST = 0.1;
    /** An entry this much smaller than the largest of its array counts as zero where f is too noisy to see it. */
    private static final double NEGLIGIBLE = 1e-2;

    /** A slope this small, compared with |f| / max(1, |x|), counts as zero where it cannot be seen any better. */
    private static final double NO_SLOPE = 1e-8;

    private final Limits limits;

    private Judgement(Limits limits) {
        this.limits = limits;
    }

    static GradientReport of(Problem problem, Limits limits) {
        Examination examination = new Examination(problem, limits);
        List<Measured> measured = examination.run();
        Judgement judgement = new Judgement(limits);
        List<ParameterReport> parameters = withCauses(measured.stream().map(judgement::report).toList(), measured);
        List<Finding> findings = examination.observations().stream().map(Judgement::finding).toList();
        Optional<String> place = problem.isOrdered() ? Place.of(parameters) : Optional.empty();
        return new GradientReport(parameters, findings, place, examination.evaluations());
    }

    private static Finding finding(Observation observation) {
        Verdict verdict = observation.relation().isPresent() ? Verdict.WRONG : Verdict.INCONCLUSIVE;
        return new Finding(verdict, observation.text(), observation.relation().map(Cause::of));
    }

    private ParameterReport report(Measured measured) {
        Block block = measured.block();
        int outputs = measured.analytic().length;
        NDArray analytic = NDArray.zeros(shape(block, outputs));
        NDArray numeric = NDArray.zeros(shape(block, outputs));
        NDArray error = NDArray.zeros(shape(block, outputs));
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        List<EntryReport> doubtful = new ArrayList<>();
        double smallest = Double.POSITIVE_INFINITY;
        for (int r = 0; r < outputs; r++) {
            double scale = largest(measured.analytic()[r]);
            for (int i = 0; i < block.size(); i++) {
                double given = measured.analytic()[r][i];
                Derivative derivative = measured.numeric()[r][i];
                int position = r * block.size() + i;
                analytic.setFlat(position, given);
                numeric.setFlat(position, derivative.value());
                error.setFlat(position, derivative.error());
                double coarsest = Math.max(NEGLIGIBLE * scale, NO_SLOPE * Math.abs(measured.values()[r]) / Math.max(1, Math.abs(block.point(i))));
                Verdict verdict = verdict(given, derivative, measured.roundoff()[r][i], coarsest);
                counts.merge(verdict, 1, Integer::sum);
                smallest = Math.min(smallest, detectable(derivative));
                if (verdict != Verdict.CORRECT) {
                    doubtful.add(new EntryReport(block.name(), block.index(i), r, given, derivative, verdict, reason(verdict, given, derivative)));
                }
            }
        }
        doubtful.sort(Comparator.comparing(EntryReport::verdict).thenComparingDouble(Judgement::size).reversed());
        return new ParameterReport(block.name(), Verdict.worst(counts.keySet()), counts, analytic, numeric, error, doubtful, Optional.empty(),
                measured.evaluations(), smallest);
    }

    /** The shape of the array; with several outputs, a first axis more. */
    private static int[] shape(Block block, int outputs) {
        int[] shape = block.shape();
        if (outputs == 1) {
            return shape;
        }
        int[] jacobian = new int[shape.length + 1];
        jacobian[0] = outputs;
        System.arraycopy(shape, 0, jacobian, 1, shape.length);
        return jacobian;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double detectable(Derivative derivative) {
        boolean measured = derivative.kind() == Derivative.Kind.SMOOTH && derivative.value() != 0;
        return measured ? derivative.allowed() / Math.abs(derivative.value()) : Double.POSITIVE_INFINITY;
    }

    private static double size(EntryReport entry) {
        double difference = entry.difference();
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    /** The verdict on one entry, given the roundoff of the analytic value itself and how coarse a measurement may be in any case. */
    private Verdict verdict(double analytic, Derivative numeric, double roundoff, double coarsest) {
        if (!Double.isFinite(analytic)) {
            return Verdict.WRONG;
        }
        if (numeric.kind() == Derivative.Kind.UNDECIDED) {
            return Verdict.INCONCLUSIVE;
        }
        double within = limits.within();
        boolean agrees = numeric.distance(analytic) <= numeric.allowed() + roundoff || within > 0 && RelativeError.of(numeric.value(), analytic) <= within;
        if (!agrees) {
            return Verdict.WRONG;
        }
        if (numeric.kind() == Derivative.Kind.KINK) {
            return Verdict.NOT_DIFFERENTIABLE;
        }
        double size = Math.max(Math.abs(analytic), Math.abs(numeric.value()));
        return numeric.allowed() <= Math.max(COARSEST * size, coarsest) ? Verdict.CORRECT : Verdict.INCONCLUSIVE;
    }

    private static String reason(Verdict verdict, double analytic, Derivative numeric) {
        if (!Double.isFinite(analytic)) {
            return "the analytic value is " + analytic;
        }
        return switch (numeric.kind()) {
            case UNDECIDED -> numeric.reason();
            case KINK -> (verdict == Verdict.WRONG ? "a kink, and the value lies outside both slopes, " : "a kink with the slopes ")
                    + Figure.size(numeric.left()) + " and " + Figure.size(numeric.right());
            case SMOOTH -> verdict == Verdict.INCONCLUSIVE ? "an error of " + Figure.size(numeric.allowed()) + " could not have been seen"
                    + (numeric.noise() > 0 ? ": values of f scatter by " + Figure.size(numeric.noise()) : "") : "";
        };
    }

    private static List<ParameterReport> withCauses(List<ParameterReport> reports, List<Measured> measured) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int b = 0; b < reports.size(); b++) {
            comparisons.add(comparison(reports.get(b), measured.get(b).block()));
        }
        List<ParameterReport> diagnosed = new ArrayList<>();
        for (int b = 0; b < reports.size(); b++) {
            ParameterReport report = reports.get(b);
            diagnosed.add(report.verdict() != Verdict.WRONG ? report : report.with(Relations.find(comparisons.get(b), comparisons).map(Cause::of)));
        }
        return diagnosed;
    }

    private static Comparison comparison(ParameterReport report, Block block) {
        double[] parameter = new double[block.size()];
        for (int i = 0; i < parameter.length; i++) {
            parameter[i] = block.point(i);
        }
        double[] allowed = report.error().multiply(Derivative.ALLOWED_ERRORS).toArray();
        return new Comparison(report.name(), block.shape(), report.analytic().toArray(), report.numeric().toArray(), allowed, parameter);
    }
}
