package io.github.gradcheck.coverage;

import io.github.gradcheck.coverage.family.Family;
import io.github.gradcheck.coverage.family.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What this library and two rules in use make of the functions of one family, all of the same functions. */
final class Evidence {
    private static final Checker OWN = new IntervalRule();
    private static final Checker PYTORCH = new PyTorchRule();
    private static final Checker CS231N = new Cs231nRule();

    private final Family family;
    private final Score own = new Score();
    private final Score pytorch = new Score();
    private final Score cs231n = new Score();
    private final Map<Claim, List<String>> faults = new EnumMap<>(Claim.class);

    private Evidence(Family family) {
        this.family = family;
    }

    /** Tries all claims on so many functions. */
    static Evidence of(Family family, long seed, int cases) {
        Evidence evidence = new Evidence(family);
        for (int number = 0; number < cases; number++) {
            evidence.add(family.sample(seed, number), number);
        }
        return evidence;
    }

    private void add(Sample sample, int number) {
        Remembered f = new Remembered(sample.f());
        for (Claim claim : Claim.values()) {
            OptionalDouble claimed = claim.of(sample);
            if (claimed.isPresent()) {
                add(sample, f, claim, claimed.getAsDouble(), number);
            }
        }
    }

    private void add(Sample sample, Remembered f, Claim claim, double claimed, int number) {
        Outcome outcome = Tables.outcome(OWN, f, sample, claimed);
        own.add(sample, claim, outcome);
        pytorch.add(sample, claim, Tables.outcome(PYTORCH, f, sample, claimed));
        cs231n.add(sample, claim, Tables.outcome(CS231N, f, sample, claimed));
        claim.fault(sample, outcome).ifPresent(fault -> {
            String words = String.format(Locale.ROOT, "#%d %s: x %s, slope %s, claim %s, [%s, %s]", number, fault, sample.x(),
                    sample.slope(), claimed, outcome.lo(), outcome.hi());
            faults.computeIfAbsent(claim, none -> new ArrayList<>()).add(words);
        });
    }

    String name() {
        return family.name();
    }

    /** Of this library. */
    Score own() {
        return own;
    }

    /** Of torch.autograd.gradcheck. */
    Score pytorch() {
        return pytorch;
    }

    /** Of the course CS231n. */
    Score cs231n() {
        return cs231n;
    }

    /** What this library did wrong with a claim, case by case. */
    List<String> faults(Claim claim) {
        return faults.getOrDefault(claim, List.of());
    }
}
