package io.github.gradcheck.check;

import io.github.gradcheck.direction.Along;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.examination.Examination;
import io.github.gradcheck.examination.Figure;
import io.github.gradcheck.examination.Measured;
import io.github.gradcheck.examination.Observation;
import io.github.gradcheck.execution.Undisturbed;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Limits;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Comparison;
import io.github.gradcheck.relation.Relation;
import io.github.gradcheck.relation.Relations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** From what was measured to verdicts and causes. */
final class Judgement {
    /** An agreement that would have hidden an error of a tenth is no agreement. */
    private static final double COARSEST = 0.1;
    /** An entry this much smaller than the largest of its array counts as zero where f is too noisy to see it. */
    private static final double NEGLIGIBLE = 1e-3;
    /** Along a direction the sum of many entries is compared, whose noise is larger. */
    private static final double NEGLIGIBLE_ALONG = 1e-2;
    /** A slope this small, compared with how steep f is nearby or could be, counts as zero where it cannot be seen any better. */
    private static final double NO_SLOPE = 1e-10;

    /** The largest of a few moves may be smaller than the error itself: 3 of 4000 entries lay beyond 1.5 of it, none beyond 2. */
    private static final double ROUNDOFF_MARGIN = 2;
    /** An entry that is wrong by all its size, and is missed more often than this, would be missed too often. */
    private static final double MISSED_TOO_OFTEN = 0.5;

    private final Limits limits;

    private Judgement(Limits limits) {
        this.limits = limits;
    }

    /** Judges, and once more without the company of other checks if there was some and the gradient is WRONG or undecided. */
    static GradientReport of(Problem problem, Limits limits) {
        Undisturbed.Outcome<GradientReport> outcome = Undisturbed.of(() -> once(problem, limits), Judgement::isDoubtful);
        GradientReport report = outcome.again() ? outcome.value().withNote("measured twice, for other checks ran at the same time") : outcome.value();
        return outcome.company().map(thread -> report.with(new Finding(Verdict.INCONCLUSIVE, "the thread " + thread
                + " ran another check at the same time: if that moves what f reads, run one after the other", Optional.empty()))).orElse(report);
    }

    private static boolean isDoubtful(GradientReport report) {
        return report.verdict() == Verdict.WRONG || report.verdict() == Verdict.INCONCLUSIVE;
    }

    private static GradientReport once(Problem problem, Limits limits) {
        Examination examination = new Examination(problem, limits);
        List<Measured> measured = examination.run();
        Judgement judgement = new Judgement(limits);
        List<Finding> findings = examination.observations().stream().map(Judgement::finding).toList();
        List<ParameterReport> parameters = withCauses(measured.stream().map(judgement::report).toList(), measured, misleading(findings));
        Optional<String> place = problem.isOrdered() ? Place.of(parameters) : Optional.empty();
        return new GradientReport(parameters, findings, place, examination.notes(), examination.evaluations());
    }

    private static Finding finding(Observation observation) {
        Verdict verdict = observation.relation().isPresent() ? Verdict.WRONG : Verdict.INCONCLUSIVE;
        return new Finding(verdict, observation.text(), observation.relation().map(Cause::of));
    }

    private ParameterReport report(Measured measured) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        List<EntryReport> doubtful = entries(measured, counts);
        List<DirectionReport> directions = measured.directions().stream().map(along -> judged(along, measured, counts.containsKey(Verdict.WRONG))).toList();
        Verdict along = Verdict.worst(directions.stream().map(DirectionReport::verdict).toList());
        countCovered(measured, along, counts);
        return new ParameterReport(measured.block().name(), Verdict.worst(List.of(along, Verdict.worst(counts.keySet()))), counts,
                array(measured, (r, i) -> measured.analytic()[r][i]),
                array(measured, (r, i) -> measured.numeric()[r][i] == null ? Double.NaN : measured.numeric()[r][i].value()),
                array(measured, (r, i) -> measured.numeric()[r][i] == null ? Double.POSITIVE_INFINITY : measured.numeric()[r][i].error()),
                doubtful, Optional.empty(), measured.evaluations(), smallestDetectable(measured), directions, measured.search());
    }

    /** Judges every entry that was measured by itself; counts all, returns those that are not CORRECT, the worst first. */
    private List<EntryReport> entries(Measured measured, Map<Verdict, Integer> counts) {
        Block block = measured.block();
        List<EntryReport> doubtful = new ArrayList<>();
        for (int r = 0; r < measured.analytic().length; r++) {
            double scale = largest(measured.analytic()[r]);
            for (int i = 0; i < block.size(); i++) {
                double given = measured.analytic()[r][i];
                Derivative derivative = measured.numeric()[r][i];
                if (derivative != null) {
                    double coarsest = Math.max(NEGLIGIBLE * scale, NO_SLOPE * steepness(measured.values()[r], block.point(i), derivative));
                    Verdict verdict = verdict(given, derivative, ROUNDOFF_MARGIN * measured.roundoff()[r][i], coarsest);
                    counts.merge(verdict, 1, Integer::sum);
                    if (verdict != Verdict.CORRECT) {
                        doubtful.add(new EntryReport(block.name(), block.index(i), r, given, derivative, verdict, reason(verdict, given, derivative)));
                    }
                }
            }
        }
        doubtful.sort(Comparator.comparing(EntryReport::verdict).thenComparingDouble(Judgement::size).reversed());
        return doubtful;
    }

    /** At the bottom of a valley f itself may be 0, and every slope. */
    private static double steepness(double value, double x, Derivative derivative) {
        return Math.max(Math.abs(value) / Math.max(1, Math.abs(x)), derivative.steepness());
    }

    private DirectionReport judged(Along along, Measured measured, boolean anyEntryWrong) {
        double squares = 0;
        for (double roundoff : measured.roundoff()[along.output()]) {
            squares += roundoff * roundoff;
        }
        double coarsest = Math.max(NEGLIGIBLE_ALONG * along.typical(), NO_SLOPE * Math.abs(measured.values()[along.output()]));
        Verdict verdict = verdict(along.analytic(), along.numeric(), 1.5 * along.unit() * Math.sqrt(squares), coarsest);
        if (verdict == Verdict.WRONG && !anyEntryWrong && areSuspectsMeasured(measured, along.output())) {
            return new DirectionReport(along, Verdict.INCONCLUSIVE, "a direction disagrees, and none of the entries that it led to does");
        }
        if (verdict == Verdict.CORRECT && along.typical() > 0 && along.missed(along.rootMeanSquare()) > MISSED_TOO_OFTEN) {
            return new DirectionReport(along, Verdict.INCONCLUSIVE, "an entry that is wrong by all its size could not have been seen");
        }
        return new DirectionReport(along, verdict, reason(verdict, along.analytic(), along.numeric()));
    }

    /** Whether every single entry was measured that a search led to; of a fault that is everywhere only a sample is. */
    private static boolean areSuspectsMeasured(Measured measured, int output) {
        Derivative[] row = measured.numeric()[output];
        Search search = measured.search();
        return search != Search.NONE && !search.isEverywhere()
                && search.suspects().stream().allMatch(range -> Arrays.stream(row, range.from(), range.to()).allMatch(Objects::nonNull));
    }

    /** An entry that was not measured by itself is covered by the directions through it, unless it lies where one disagrees. */
    private static void countCovered(Measured measured, Verdict along, Map<Verdict, Integer> counts) {
        for (Derivative[] row : measured.numeric()) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] == null && (along != Verdict.WRONG || !measured.search().suspects(i))) {
                    counts.merge(along == Verdict.WRONG ? Verdict.CORRECT : along, 1, Integer::sum);
                }
            }
        }
    }

    private interface Entry {
        double of(int r, int i);
    }

    private static NDArray array(Measured measured, Entry entry) {
        int outputs = measured.analytic().length;
        int size = measured.block().size();
        double[] data = new double[outputs * size];
        for (int r = 0; r < outputs; r++) {
            for (int i = 0; i < size; i++) {
                data[r * size + i] = entry.of(r, i);
            }
        }
        return NDArray.of(data, shape(measured.block(), outputs));
    }

    private static double smallestDetectable(Measured measured) {
        double smallest = Double.POSITIVE_INFINITY;
        for (Derivative[] row : measured.numeric()) {
            for (Derivative derivative : row) {
                smallest = derivative == null ? smallest : Math.min(smallest, detectable(derivative));
            }
        }
        for (Along along : measured.directions()) {
            smallest = Math.min(smallest, detectable(along.numeric()));
        }
        return smallest;
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

    /** The largest that is a number: one that is not must not spoil the verdicts on the others. */
    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
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
        boolean agrees = numeric.distance(analytic) <= numeric.allowed() + roundoff || isWithin(numeric.value(), analytic);
        if (!agrees) {
            return Verdict.WRONG;
        }
        if (numeric.kind() == Derivative.Kind.KINK) {
            return Verdict.NOT_DIFFERENTIABLE;
        }
        double size = Math.max(Math.abs(analytic), Math.abs(numeric.value()));
        return numeric.allowed() <= Math.max(COARSEST * size, coarsest) ? Verdict.CORRECT : Verdict.INCONCLUSIVE;
    }

    /** Without the smallest size of {@link io.github.gradcheck.numeric.RelativeError}: who allows a share of a value of 1e-12 means a share. */
    private boolean isWithin(double numeric, double analytic) {
        return limits.within() > 0 && Math.abs(analytic - numeric) <= limits.within() * (Math.abs(analytic) + Math.abs(numeric));
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

    /** What makes the gradient depend on the upstream that it happens to be measured with: a factor found then says nothing of its own. */
    private static Optional<Cause> misleading(List<Finding> findings) {
        return findings.stream().flatMap(finding -> finding.cause().stream()).filter(cause -> cause.kind() != Relation.Kind.INPUT_CHANGED).findFirst();
    }

    private static List<ParameterReport> withCauses(List<ParameterReport> reports, List<Measured> measured, Optional<Cause> known) {
        if (reports.stream().noneMatch(report -> report.verdict() == Verdict.WRONG)) {
            return reports;
        }
        if (known.isPresent()) {
            return reports.stream().map(report -> report.verdict() == Verdict.WRONG ? report.with(known) : report).toList();
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (int b = 0; b < reports.size(); b++) {
            comparisons.add(comparison(reports.get(b), measured.get(b)));
        }
        List<ParameterReport> diagnosed = new ArrayList<>();
        for (int b = 0; b < reports.size(); b++) {
            ParameterReport report = reports.get(b);
            diagnosed.add(report.verdict() != Verdict.WRONG ? report : report.with(Relations.find(comparisons.get(b), comparisons).map(Cause::of)));
        }
        return diagnosed;
    }

    /** Without subgradients: any value between both slopes is right, and the mean of both, which was measured, tells nothing. */
    private static Comparison comparison(ParameterReport report, Measured measured) {
        Block block = measured.block();
        double[] parameter = new double[block.size()];
        for (int i = 0; i < parameter.length; i++) {
            parameter[i] = block.point(i);
        }
        double[] allowed = report.error().multiply(Derivative.ALLOWED_ERRORS).toArray();
        double[] analytic = report.analytic().toArray();
        double[] numeric = report.numeric().toArray();
        for (int k = 0; k < numeric.length; k++) {
            Derivative derivative = measured.numeric()[k / parameter.length][k % parameter.length];
            boolean subgradient = derivative != null && derivative.kind() == Derivative.Kind.KINK && derivative.agreesWith(analytic[k]);
            numeric[k] = subgradient ? Double.NaN : numeric[k];
        }
        Comparison comparison = new Comparison(report.name(), block.shape(), analytic, numeric, allowed, parameter);
        return isStill(measured) ? comparison.still() : comparison;
    }

    /** Whether f did not move by a bit in any measurement: a slope of zero alone is also that of a minimum. */
    private static boolean isStill(Measured measured) {
        return Arrays.stream(measured.numeric()).flatMap(Arrays::stream).filter(Objects::nonNull)
                .allMatch(derivative -> derivative.kind() == Derivative.Kind.SMOOTH && derivative.value() == 0 && derivative.steepness() == 0);
    }
}
