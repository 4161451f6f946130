package io.github.gradcheck.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Slips in backpropagation written by hand: which of them are located, and whether a place is ever named falsely. */
class ProbedModelsTest {
    private static final int SEEDS = 4;

    private enum Outcome {
        /** The gradients that the slip spoils first, and no others, are named as made wrongly from right ones. */
        LOCATED,
        /** No lines are named. */
        UNLOCATED,
        /** Other lines are named. */
        FALSE
    }

    private static Outcome outcome(ProbedModel model, int slip, long seed) {
        String place = model.report(slip, seed).place().orElse("");
        String first = model.slips().get(slip - 1);
        if (place.startsWith("the fault is in the lines that make the gradient" + (first.contains(",") ? "s" : "") + " of " + first + " from ")) {
            return Outcome.LOCATED;
        }
        return place.contains("in the lines") ? Outcome.FALSE : Outcome.UNLOCATED;
    }

    private static long count(ProbedModel model, Outcome wanted) {
        return LongStream.rangeClosed(1, SEEDS).flatMap(seed -> LongStream.rangeClosed(1, model.slips().size())
                .filter(slip -> outcome(model, (int) slip, seed) == wanted)).count();
    }

    @Test
    void everySlipIsLocatedAndNonePlacedFalsely() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "| %-32s | slips | located | unlocated | false |%n", "model, " + SEEDS + " points each"));
        long slips = 0;
        long located = 0;
        for (ProbedModel model : ProbedModel.all()) {
            long right = count(model, Outcome.LOCATED);
            long wrong = count(model, Outcome.FALSE);
            long all = (long) SEEDS * model.slips().size();
            table.append(String.format(Locale.ROOT, "| %-32s | %5d | %7d | %9d | %5d |%n", model.name(), all, right, all - right - wrong, wrong));
            slips += all;
            located += right;
            assertThat(wrong).as("places named falsely in %s", model.name()).isZero();
        }
        System.out.print(table.append(String.format(Locale.ROOT, "| %-32s | %5d | %7d | %9d | %5d |%n", "all", slips, located, slips - located, 0)));
        assertThat(located).isEqualTo(slips);
    }

    @Test
    void aRightGradientIsAcceptedWithAllItsIntermediates() {
        for (ProbedModel model : ProbedModel.all()) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                GradientReport report = model.report(0, seed);
                assertThat(report.passed()).as("%s: %s", model.name(), report).isTrue();
                assertThat(report.place()).as(model.name()).isEmpty();
                assertThat(report.intermediates()).isNotEmpty().noneMatch(one -> one.verdict() == Verdict.WRONG);
            }
        }
    }
}
