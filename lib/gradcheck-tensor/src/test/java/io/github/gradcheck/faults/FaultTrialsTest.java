package io.github.gradcheck.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradcheckException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/**
 * A function that goes wrong at its k-th evaluation, for every k: the parameters come back bit for bit.
 *
 * <p>With the profile {@code faults} there are over 10 000 trials; without it there are fewer entries, and of several threads every 16th k.
 */
class FaultTrialsTest {
    private static final boolean FULL = Boolean.getBoolean("faults.full");
    private static final int ENTRIES = FULL ? 20 : 5;
    /** With fewer a check stays on one thread. */
    private static final int ENTRIES_FOR_THREADS = 72;
    private static final int STRIDE_OF_THREADS = FULL ? 1 : 16;

    private final List<String> failures = new ArrayList<>();

    @Test
    void parametersComeBackBitForBitFromEveryTrial() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-46s", "trials in which all parameters came back"));
        for (Fault fault : Fault.values()) {
            table.append(String.format(Locale.ROOT, "%19s", fault));
        }
        int all = 0;
        for (Way way : Way.all()) {
            table.append(String.format(Locale.ROOT, "%n%-46s", way.name()));
            for (Map.Entry<Fault, Integer> each : trials(way).entrySet()) {
                table.append(String.format(Locale.ROOT, "%19s", each.getValue() == 0 ? "-" : each.getValue()));
                all += each.getValue();
            }
        }
        System.out.println(table + String.format(Locale.ROOT, "%n%d trials, %d failed", all, failures.size()));
        assertThat(failures).isEmpty();
        assertThat(all).isGreaterThan(FULL ? 10_000 : 1000);
    }

    /** How many trials of each fault there were. */
    private Map<Fault, Integer> trials(Way way) {
        int entries = way.several() ? ENTRIES_FOR_THREADS : ENTRIES;
        Trigger counting = Trigger.none();
        way.trial().apply(entries, counting).check().run();
        assertThat(counting.calls()).as(way.name()).isGreaterThanOrEqualTo(10);
        Map<Fault, Integer> trials = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            int count = 0;
            for (int k = 1; k <= counting.calls(); k += way.several() ? STRIDE_OF_THREADS : 1) {
                count += isTried(way, entries, fault, k) ? 1 : 0;
            }
            trials.put(fault, count);
        }
        return trials;
    }

    /** Whether the fault struck: the shape of a single value cannot change. */
    private boolean isTried(Way way, int entries, Fault fault, int k) {
        Trigger trigger = new Trigger(fault, k);
        Way.Trial trial = way.trial().apply(entries, trigger);
        double[] before = trial.parameters().get();
        Throwable thrown = thrownBy(trial.check());
        boolean interrupted = Thread.interrupted();
        if (!trigger.hasStruck()) {
            assertThat(fault).as(way.name() + " at evaluation " + k).isEqualTo(Fault.CHANGES_SHAPE);
            return false;
        }
        String where = way.name() + ": f " + fault + " at evaluation " + k;
        require(Arrays.equals(before, trial.parameters().get()), where + ": the parameters have changed");
        require(fault.interrupts() == interrupted, where + ": the interrupt flag is " + interrupted);
        require(fault != Fault.THROWS || thrown == null || thrown == Trigger.PLANTED || isSaid(thrown), where + ": the exception became " + thrown);
        require(!fault.interrupts() || thrown == null || thrown instanceof CancellationException, where + ": ended with " + thrown);
        require(thrownBy(trial.check()) == null, where + ": the next check of the same parameters fails");
        return true;
    }

    /** Beside the point f is not defined where it throws: the check ends with a report, or with the remark that threads differ. */
    private static boolean isSaid(Throwable thrown) {
        return thrown instanceof GradcheckException || thrown instanceof IllegalStateException && thrown.getMessage().contains("concurrently");
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            failures.add(otherwise);
        }
    }

    private static Throwable thrownBy(Runnable check) {
        try {
            check.run();
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }
}
