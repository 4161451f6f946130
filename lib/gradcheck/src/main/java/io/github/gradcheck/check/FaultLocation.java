package io.github.gradcheck.check;

import io.github.gradcheck.probe.Intermediates;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says between which gradients a fault lies: backward makes each from those of what f computes from it, and where they are right and it is wrong, the fault
 * is in the lines between. What is wrong behind another wrong one may be its consequence.
 */
final class FaultLocation {
    /** Names take up so many letters at most. */
    private static final int NAMES = 60;

    private final Intermediates problem;
    private final List<ParameterReport> inside;
    private final int end;
    private final List<String> names = new ArrayList<>();
    private final BitSet wrong = new BitSet();
    /** Those of which nothing is known: what goes through them counts as direct. */
    private final BitSet open = new BitSet();

    /** The report with what a check of its intermediates finds; as it is where there are none. */
    static GradientReport within(GradientReport report, Intermediates problem, CheckOptions options) {
        if (problem.blocks().stream().allMatch(block -> block.free() == 0)) {
            return report;
        }
        GradientReport inside = Judgement.of(problem, options);
        return report.with(inside, new FaultLocation(report.parameters(), problem, inside.parameters()).sentence());
    }

    private FaultLocation(List<ParameterReport> parameters, Intermediates problem, List<ParameterReport> inside) {
        this.problem = problem;
        this.inside = inside;
        this.end = parameters.size() + problem.all().size();
        parameters.forEach(parameter -> names.add(parameter.name()));
        problem.all().stream().map(Block::name).forEach(names::add);
        open.set(parameters.size(), end);
        IntStream.range(0, parameters.size()).forEach(p -> judge(p, parameters.get(p)));
        IntStream.range(0, inside.size()).forEach(p -> judge(parameters.size() + problem.seen().get(p), inside.get(p)));
    }

    private void judge(int node, ParameterReport report) {
        wrong.set(node, report.verdict() == Verdict.WRONG);
        open.set(node, report.verdict() == Verdict.INCONCLUSIVE);
    }

    /** One sentence; empty if nothing is wrong. */
    private Optional<String> sentence() {
        return wrong.isEmpty() ? Optional.empty() : exchanged().or(this::between).or(this::besides);
    }

    private Optional<String> between() {
        Map<BitSet, List<Integer>> faults = new LinkedHashMap<>();
        wrong.stream().filter(this::goesOn).forEach(node -> {
            BitSet from = problem.dependencies().usesThrough(node, open);
            if (!from.isEmpty() && !from.intersects(wrong)) {
                faults.computeIfAbsent(from, any -> new ArrayList<>()).add(node);
            }
        });
        return faults.isEmpty() ? Optional.empty() : Optional.of((faults.size() == 1 ? "the fault is" : "faults are") + " in the lines that make "
                + faults.entrySet().stream().map(fault -> gradients(fault.getValue()) + " from " + right(fault.getKey())).collect(Collectors.joining("; and in those that make "))
                + unseen());
    }

    /** Whether it is a parameter, or a gradient that is made from it is wrong as well, or not known. */
    private boolean goesOn(int node) {
        return node < names.size() - problem.all().size()
                || IntStream.range(0, node).anyMatch(before -> (wrong.get(before) || open.get(before)) && problem.dependencies().uses(before).get(node));
    }

    private String gradients(List<Integer> nodes) {
        return (nodes.size() == 1 ? "the gradient of " : "the gradients of ") + EntrySet.listed(nodes.stream().map(names::get).toList(), nodes.size(), NAMES);
    }

    private String right(BitSet nodes) {
        List<Integer> inside = nodes.stream().filter(node -> node < end).boxed().toList();
        String last = nodes.get(end) ? "f itself" : "";
        return inside.isEmpty() ? last : gradients(inside) + (inside.size() == 1 ? ", which is right" : ", which are right") + (last.isEmpty() ? "" : ", and from " + last);
    }

    private String unseen() {
        List<String> unseen = IntStream.range(0, problem.all().size()).filter(k -> !problem.seen().contains(k)).mapToObj(k -> problem.all().get(k).name()).toList();
        return unseen.isEmpty() ? "" : "; backward shows none of " + EntrySet.listed(unseen, unseen.size(), NAMES);
    }

    /** What is shown as the gradient of one step of a loop, and is that of another. */
    private Optional<String> exchanged() {
        for (int at = 0; at < inside.size(); at++) {
            for (int other = 0; other < inside.size(); other++) {
                if (inside.get(at).verdict() == Verdict.WRONG && problem.areSteps(problem.seen().get(at), problem.seen().get(other)) && isThatOf(inside.get(at), inside.get(other))) {
                    return Optional.of("the gradient of " + inside.get(at).name() + " is that of " + inside.get(other).name()
                            + ": either backward takes another step of the loop, or shows its steps in another order, and each needs a name of its own");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isThatOf(ParameterReport wrong, ParameterReport other) {
        return wrong.analytic().size() == other.numeric().size() && IntStream.range(0, wrong.analytic().size())
                .allMatch(i -> Math.abs(wrong.analytic().getFlat(i) - other.numeric().getFlat(i)) <= other.error().getFlat(i));
    }

    /** Where all that is made from what is wrong is right. */
    private Optional<String> besides() {
        return Optional.of(wrong.stream().mapToObj(node -> problem.dependencies().uses(node).isEmpty()
                ? "f does not change with " + names.get(node) + ": it goes on without what its probe gave back, or does not need it"
                : "the gradient of " + names.get(node) + " is wrong, and none that is made from it: backward goes on with another one than it shows")
                .collect(Collectors.joining("; ")));
    }
}
