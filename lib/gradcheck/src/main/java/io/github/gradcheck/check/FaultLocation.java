package io.github.gradcheck.check;

import java.util.List;
import java.util.Optional;

/** Locates a fault in a chain of layers: backward has passed what is right nearer the loss before what is wrong farther from it. */
final class FaultLocation {
    private FaultLocation() {
    }

    /** One sentence, if all parameters from some place on are right and something before it is wrong. */
    static Optional<String> of(List<ParameterReport> fromInputToLoss) {
        int last = -1;
        int wrong = 0;
        for (int i = 0; i < fromInputToLoss.size(); i++) {
            Verdict verdict = fromInputToLoss.get(i).verdict();
            if (verdict == Verdict.INCONCLUSIVE) {
                return Optional.empty();
            }
            if (verdict == Verdict.WRONG) {
                last = i;
                wrong++;
            }
        }
        if (wrong == 0 || fromInputToLoss.size() == 1) {
            return Optional.empty();
        }
        return Optional.of(sentence(fromInputToLoss.stream().map(ParameterReport::name).toList(), last, wrong));
    }

    private static String sentence(List<String> names, int last, int wrong) {
        String name = names.get(last);
        if (wrong == names.size()) {
            return "every gradient is wrong: the fault lies at the loss, or at the last layer, before " + name + " is reached";
        }
        if (wrong == 1) {
            return last > 0 ? "only " + name + " is wrong: the fault lies in its own gradient, not in what is passed on"
                    : "only " + name + ", the farthest from the loss, is wrong: the fault lies in its own gradient, or between it and " + names.get(1);
        }
        if (wrong == last + 1) {
            return "the gradients from " + names.get(last + 1) + " to the loss are right, all from " + name
                    + " to the input are wrong: the fault lies between " + name + " and " + names.get(last + 1);
        }
        return "the gradients that are wrong do not follow each other: the faults lie in them, or there are several";
    }
}
