package io.github.gradcheck.check;

import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.examination.BlockMeasurement;
import io.github.gradcheck.examination.Examination;
import io.github.gradcheck.examination.NumberFormat;
import io.github.gradcheck.execution.ArrayLock;
import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Comparison;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation;
import io.github.gradcheck.relation.Relations;
import io.github.gradcheck.tie.Tie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Derives verdicts and causes from what was measured. */
final class Judgement {
    /** An entry that is wrong by all its size, and is missed more often than this, would be missed too often. */
    private static final double MISSED_TOO_OFTEN = 0.5;
    /** Each entry of a direction is up to 1.5 of its unit. */
    private static final double LARGEST_WEIGHT = 1.5;

    /** What a gradient may do and its values at the point still be related to the measured ones. */
    private static final Set<Relation.Kind> SAYS_NOTHING_OF_FACTORS = EnumSet.of(Relation.Kind.INPUT_CHANGED, Relation.Kind.NOT_SYMMETRIC, Relation.Kind.CALL_ORDER,
            Relation.Kind.NOT_DECLARED, Relation.Kind.NOT_DUAL);
    private static final String KEYED_BY_ARRAY = "f or its gradient keeps values for the array that it is given, whatever is in it: measured again with a new "
            + "array at each call; an optimiser that writes into one array gets old values";

    /** What f threw beside the point, if it did. */
    private final Optional<String> thrown;
    private final Optional<DeclaredEntries> declared;

    private Judgement(Optional<String> thrown, Optional<DeclaredEntries> declared) {
        this.thrown = thrown;
        this.declared = declared;
    }

    /** Measures and judges; repeated alone, if other checks ran at the same time and the gradient is not simply right. */
    static GradientReport of(Problem problem, CheckOptions options) {
        Deadline deadline = new Deadline(options.timeLimit());
        ArrayLock.Outcome<GradientReport> outcome = ArrayLock.settle(() -> once(problem, options, deadline), Judgement::isSure);
        GradientReport report = outcome.again() ? outcome.value().withNote("measured twice, for other checks ran at the same time") : outcome.value();
        return outcome.settled() ? report : report.with(ContractViolation.ofFunction(
                "another thread ran a check at the same time: if that moves what f reads, run one after the other"));
    }

    /** What another check moves may look like a kink as well. */
    private static boolean isSure(GradientReport report) {
        return report.verdict() == Verdict.CORRECT;
    }

    private static GradientReport once(Problem problem, CheckOptions options, Deadline deadline) {
        Examination examination = new Examination(problem, options, deadline);
        List<BlockMeasurement> measured = examination.run();
        if (examination.isKeyedByArray()) {
            Examination again = new Examination(problem.onNewArrays().orElseThrow(), options, deadline);
            return judged(problem, again.run(), again, examination.evaluations()).withNote(KEYED_BY_ARRAY);
        }
        return judged(problem, measured, examination, 0);
    }

    private static GradientReport judged(Problem problem, List<BlockMeasurement> measured, Examination examination, long before) {
        Optional<DeclaredEntries> declared = problem.pattern().map(pattern -> new DeclaredEntries(pattern, measured));
        Judgement judgement = new Judgement(examination.thrown(), declared);
        List<ContractViolation> violations = new ArrayList<>(examination.violations());
        declared.flatMap(DeclaredEntries::violation).ifPresent(violations::add);
        List<ParameterReport> parameters = judgement.withCauses(measured.stream().map(judgement::report).toList(), measured, misleading(violations));
        Optional<String> place = isWrong(parameters, violations) ? problem.place() : Optional.empty();
        GradientReport report = new GradientReport(parameters, violations, place, examination.notes(), before + examination.evaluations(), List.of(),
                examination.seed(), Optional.empty());
        return declared.flatMap(DeclaredEntries::note).map(report::withNote).orElse(report);
    }

    private static boolean isWrong(List<ParameterReport> parameters, List<ContractViolation> violations) {
        return parameters.stream().anyMatch(parameter -> parameter.verdict() == Verdict.WRONG) || violations.stream().anyMatch(violation -> Verdict.of(violation) == Verdict.WRONG);
    }

    private ParameterReport report(BlockMeasurement measured) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        List<EntryReport> doubtful = entries(measured, counts);
        List<DirectionReport> directions = measured.directions().stream().map(along -> judged(along, measured, counts.containsKey(Verdict.WRONG))).toList();
        Verdict along = Verdict.worst(directions.stream().map(DirectionReport::verdict).toList());
        countCovered(measured, along, counts);
        int checked = measured.analytic().length * measured.block().free();
        boolean isPartial = counts.values().stream().mapToInt(Integer::intValue).sum() < checked;
        Verdict worst = Verdict.worst(List.of(along, Verdict.worst(counts.keySet()), isPartial ? Verdict.INCONCLUSIVE : Verdict.CORRECT));
        int[] shape = shape(measured.block(), measured.analytic().length);
        NDArray numeric = NDArray.full(Double.NaN, shape);
        NDArray error = NDArray.full(Double.POSITIVE_INFINITY, shape);
        fill(measured, numeric, error);
        return new ParameterReport(measured.block().name(), worst, counts, analytic(measured, shape), numeric, error, doubtful, Optional.empty(),
                measured.evaluations(), smallestDetectable(measured), directions, measured.search(), measured.analytic().length * measured.block().size() - checked,
                measured.analytic().length);
    }

    /** Judges every entry that was measured by itself; counts all, returns those that are not CORRECT, the worst first. */
    private List<EntryReport> entries(BlockMeasurement measured, Map<Verdict, Integer> counts) {
        Block block = measured.block();
        List<EntryReport> doubtful = new ArrayList<>();
        for (int r = 0; r < measured.analytic().length; r++) {
            for (int i = 0; i < block.size(); i++) {
                Derivative derivative = measured.numeric()[r][i];
                if (derivative != null) {
                    Claim claim = measured.claim(r, i);
                    Optional<Tie> tie = measured.tie(r, i);
                    Verdict alone = Verdict.of(claim.answer(derivative));
                    Verdict verdict = tie.isPresent() ? together(tie.get(), block, i, alone, derivative) : alone;
                    counts.merge(verdict, 1, Integer::sum);
                    if (verdict != Verdict.CORRECT) {
                        String reason = tie.isPresent() && alone != Verdict.INCONCLUSIVE ? Reason.of(tie.get(), verdict, derivative)
                                : isLacking(measured, r, i) ? "the pattern lacks it" : Reason.of(verdict, claim, derivative, thrown);
                        doubtful.add(new EntryReport(block.name(), block.index(i), r, claim.value(), derivative, verdict, reason));
                    }
                }
            }
        }
        doubtful.sort(Comparator.comparing(EntryReport::verdict).thenComparingDouble(Judgement::size).reversed());
        return doubtful;
    }

    private boolean isLacking(BlockMeasurement measured, int r, int i) {
        return declared.isPresent() && declared.get().lacks(measured, r, i);
    }

    /** One of several entries at a tie: being wrong by itself does not count, unless the tie is wrong too. */
    private static Verdict together(Tie tie, Block block, int i, Verdict alone, Derivative slope) {
        if (alone == Verdict.INCONCLUSIVE) {
            return alone;
        }
        if (tie.isOutside()) {
            return tie.isAtFault(block, i) || alone == Verdict.WRONG ? Verdict.WRONG : Verdict.NOT_DIFFERENTIABLE;
        }
        if (tie.isInside()) {
            return Verdict.NOT_DIFFERENTIABLE;
        }
        boolean isFlat = slope.limit() == Derivative.Limit.FLAT || slope.limit() == Derivative.Limit.CONSTANT;
        return slope.kind() == Derivative.Kind.KINK || isFlat ? Verdict.INCONCLUSIVE : alone;
    }

    private DirectionReport judged(DirectionalComparison along, BlockMeasurement measured, boolean anyEntryWrong) {
        double squares = 0;
        for (double error : measured.roundingError()[along.output()]) {
            squares += error * error;
        }
        Claim claim = along.claim().withRoundingError(LARGEST_WEIGHT * along.unit() * Math.sqrt(squares));
        Verdict verdict = Verdict.of(claim.answer(along.numeric()));
        if (verdict == Verdict.WRONG && !anyEntryWrong && areSuspectsMeasured(measured, along.output())) {
            return new DirectionReport(along, Verdict.INCONCLUSIVE, "the directional derivative differs, but no single entry could be shown wrong");
        }
        if (verdict == Verdict.CORRECT && along.typical() > 0 && along.missed(along.rootMeanSquare()) > MISSED_TOO_OFTEN) {
            return new DirectionReport(along, Verdict.INCONCLUSIVE, "an entry that is wrong by all its size could not have been seen");
        }
        return new DirectionReport(along, verdict, Reason.of(verdict, claim, along.numeric(), thrown));
    }

    /** Whether every single entry was measured that a search led to; of a fault that is everywhere only a sample is. */
    private static boolean areSuspectsMeasured(BlockMeasurement measured, int output) {
        Derivative[] row = measured.numeric()[output];
        Search search = measured.search();
        return search != Search.NONE && !search.isEverywhere()
                && search.suspects().stream().allMatch(range -> Arrays.stream(row, range.from(), range.to()).allMatch(Objects::nonNull));
    }

    /** An entry that was not measured by itself is covered by the directions through it, if there are any, unless it lies where one disagrees. */
    private static void countCovered(BlockMeasurement measured, Verdict along, Map<Verdict, Integer> counts) {
        if (measured.directions().isEmpty()) {
            return;
        }
        int covered = 0;
        for (Derivative[] row : measured.numeric()) {
            for (int i = 0; i < row.length; i++) {
                covered += row[i] == null && !measured.block().isFixed(i) && (along != Verdict.WRONG || !measured.search().suspects(i)) ? 1 : 0;
            }
        }
        if (covered > 0) {
            counts.merge(along == Verdict.WRONG ? Verdict.CORRECT : along, covered, Integer::sum);
        }
    }

    /** The gradient under test, NaN in fixed entries. */
    private static NDArray analytic(BlockMeasurement measured, int... shape) {
        Block block = measured.block();
        NDArray analytic = NDArray.full(Double.NaN, shape);
        for (int r = 0; r < measured.analytic().length; r++) {
            analytic.assign(measured.analytic()[r], 0, r * block.size(), block.size());
        }
        boolean isAnyFixed = block.free() < block.size();
        for (int k = 0; k < analytic.size() && isAnyFixed; k++) {
            analytic.setFlat(k, block.isFixed(k % block.size()) ? Double.NaN : analytic.getFlat(k));
        }
        return analytic;
    }

    /** Writes what was measured entry by entry. */
    private static void fill(BlockMeasurement measured, NDArray numeric, NDArray error) {
        int size = measured.block().size();
        for (int r = 0; r < measured.numeric().length; r++) {
            for (int i = 0; i < size; i++) {
                Derivative derivative = measured.numeric()[r][i];
                if (derivative != null) {
                    numeric.setFlat(r * size + i, derivative.value());
                    error.setFlat(r * size + i, derivative.error());
                }
            }
        }
    }

    private static double smallestDetectable(BlockMeasurement measured) {
        double smallest = Double.POSITIVE_INFINITY;
        for (Derivative[] row : measured.numeric()) {
            for (Derivative derivative : row) {
                smallest = derivative == null ? smallest : Math.min(smallest, detectable(derivative));
            }
        }
        for (DirectionalComparison along : measured.directions()) {
            smallest = Math.min(smallest, detectable(along.numeric()));
        }
        return smallest;
    }

    /** The shape of the parameter; with several outputs, a first axis more. */
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

    private static double detectable(Derivative derivative) {
        boolean measured = derivative.kind() == Derivative.Kind.SMOOTH && derivative.value() != 0;
        return measured ? derivative.error() / Math.abs(derivative.value()) : Double.POSITIVE_INFINITY;
    }

    private static double size(EntryReport entry) {
        double difference = entry.difference();
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    /** What makes the gradient depend on the upstream that it happens to be measured with: a factor found then says nothing of its own. */
    private static Optional<Cause> misleading(List<ContractViolation> violations) {
        return violations.stream().flatMap(violation -> Cause.of(violation).stream())
                .filter(cause -> !SAYS_NOTHING_OF_FACTORS.contains(cause.kind())).findFirst();
    }

    private List<ParameterReport> withCauses(List<ParameterReport> reports, List<BlockMeasurement> measured, Optional<Cause> known) {
        if (reports.stream().noneMatch(report -> report.verdict() == Verdict.WRONG)) {
            return reports;
        }
        if (known.isPresent()) {
            return reports.stream().map(report -> report.verdict() == Verdict.WRONG ? report.with(known) : report).toList();
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (int b = 0; b < reports.size(); b++) {
            comparisons.add(comparison(reports.get(b), measured.get(b), reports.get(b).numeric().toArray()));
        }
        List<ParameterReport> diagnosed = new ArrayList<>();
        for (int b = 0; b < reports.size(); b++) {
            ParameterReport report = reports.get(b);
            diagnosed.add(report.verdict() != Verdict.WRONG ? report : report.with(cause(report, measured.get(b), comparisons, b)));
        }
        return diagnosed;
    }

    /** Where the pattern lacks entries, of all of them if they are in other places, else of those that it has. */
    private Optional<Cause> cause(ParameterReport report, BlockMeasurement measured, List<Comparison> all, int b) {
        Optional<Cause> whole = Relations.find(all.get(b), all).map(Cause::of);
        if (declared.flatMap(DeclaredEntries::violation).isEmpty() || whole.filter(cause -> cause.kind() == Relation.Kind.TRANSPOSED).isPresent()) {
            return whole;
        }
        Comparison part = comparison(report, measured, declared.get().withoutMissing(measured, report.numeric().toArray()));
        return Relations.find(part, List.of(part)).map(Cause::of).or(() -> declared.flatMap(DeclaredEntries::violation).flatMap(Cause::of));
    }

    /** Without subgradients: any value between both slopes is right, and the mean of both, which was measured, tells nothing. */
    private static Comparison comparison(ParameterReport report, BlockMeasurement measured, double[] numeric) {
        Block block = measured.block();
        double[] parameter = new double[block.size()];
        for (int i = 0; i < parameter.length; i++) {
            parameter[i] = block.parameter(i);
        }
        double[] allowed = allowed(measured);
        double[] analytic = Arrays.stream(measured.analytic()).flatMapToDouble(Arrays::stream).toArray();
        for (int k = 0; k < numeric.length; k++) {
            Derivative derivative = measured.numeric()[k / parameter.length][k % parameter.length];
            boolean isAtTie = measured.tie(k / parameter.length, k % parameter.length).isPresent();
            boolean subgradient = isAtTie || derivative != null && derivative.kind() == Derivative.Kind.KINK && derivative.contains(analytic[k]);
            numeric[k] = subgradient ? Double.NaN : numeric[k];
        }
        Comparison comparison = new Comparison(report.name(), block.shape(), analytic, numeric, allowed, parameter);
        return measured.isStill() ? comparison.still() : comparison;
    }

    /** How far each entry may be off by the measurement; 0 is measured where f does not move, whatever could hide in its rounding. */
    private static double[] allowed(BlockMeasurement measured) {
        double[] allowed = new double[measured.analytic().length * measured.block().size()];
        for (int k = 0; k < allowed.length; k++) {
            Derivative derivative = measured.numeric()[k / measured.block().size()][k % measured.block().size()];
            allowed[k] = derivative == null ? Double.POSITIVE_INFINITY : derivative.error();
        }
        return allowed;
    }
}
