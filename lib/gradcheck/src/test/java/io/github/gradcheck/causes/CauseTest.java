package io.github.gradcheck.causes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.causes.Case.Outcome;
import io.github.gradcheck.check.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often the report names or locates one wrong line in a model that somebody may have written, and how often it says what is not so. */
class CauseTest {
    /** A model of so many sizes, at the point that a seed gives. */
    private interface Family {
        Model of(SplittableRandom random, int size);
    }

    /** The rules were made with the first half in view; the second was looked at when they were finished. */
    private enum Half {
        IN_VIEW(0.50, 0.82, List.of(Regressions::ridge, Regressions::softmaxRegression, Regressions::huber, Likelihoods::groups, Likelihoods::cox, Likelihoods::weibull, Likelihoods::bradleyTerry,
                Networks::perceptron, Networks::recurrent, Networks::attention, Networks::layerNorm, Structures::ratings, Structures::symmetric, Structures::portfolio)),
        UNSEEN(0.53, 0.81, List.of(Regressions::logistic, Regressions::poisson, Regressions::svm, Likelihoods::mixture, Likelihoods::autoregression, Likelihoods::itemResponse,
                Networks::classifier, Networks::embedding, Networks::convolution, Structures::scaling, Structures::growth, Structures::skipGrams, Structures::autoencoder));

        private final double named;
        private final double namedOrLocated;
        private final List<Family> families;

        Half(double named, double namedOrLocated, List<Family> families) {
            this.named = named;
            this.namedOrLocated = namedOrLocated;
            this.families = families;
        }

        Stream<Model> models(long seed) {
            return families.stream().map(family -> family.of(new SplittableRandom(seed), (int) (seed % 3)));
        }

        List<Case> cases() {
            List<Case> cases = new ArrayList<>();
            for (long seed = 0; seed < SEEDS; seed++) {
                for (Model model : models(seed).toList()) {
                    for (Model.Slip slip : model.slips) {
                        if (Case.hasEffect(model, slip)) {
                            cases.add(Case.of(model, slip, false, seed));
                            cases.add(Case.of(model, slip, true, seed));
                        }
                    }
                }
            }
            return cases;
        }
    }

    private static final int SEEDS = 3;

    private static Map<Outcome, Integer> count(List<Case> cases) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        Arrays.stream(Outcome.values()).forEach(outcome -> counts.put(outcome, 0));
        cases.forEach(each -> counts.merge(each.outcome(), 1, Integer::sum));
        return counts;
    }

    @Test
    void thereAreAtLeastThreeHundredWrongLinesInTwentyFiveModels() {
        List<Model> models = Arrays.stream(Half.values()).flatMap(half -> half.models(0)).toList();
        assertThat(models).hasSizeGreaterThanOrEqualTo(25);
        assertThat(models.stream().mapToInt(model -> model.slips.size()).sum()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void everyGradientIsRightBeforeALineIsSpoilt() {
        IntStream.range(0, SEEDS).forEach(seed -> Arrays.stream(Half.values()).flatMap(half -> half.models(seed))
                .forEach(model -> assertThat(model.check(null, true).at(model.point).verdict()).as(model.name).isNotEqualTo(Verdict.WRONG)));
    }

    /** What is held is the figure of the day, and a bit for another machine's rounding. */
    @ParameterizedTest
    @EnumSource
    void theWrongLineIsNamedOrLocatedAndNothingIsSaidThatIsNotSo(Half half) {
        List<Case> cases = half.cases();
        System.out.println(table(half, cases));
        if (Boolean.getBoolean("causes." + half)) {
            cases.stream().filter(each -> each.outcome() != Outcome.NAMED).forEach(each -> System.out.println(each.outcome() + " " + each.text()));
        }
        assertThat(cases).filteredOn(each -> each.outcome() == Outcome.FALSE).extracting(Case::text).isEmpty();
        assertThat(share(cases, EnumSet.of(Outcome.NAMED))).isGreaterThanOrEqualTo(half.named);
        assertThat(share(cases, EnumSet.of(Outcome.NAMED, Outcome.LOCATED))).isGreaterThanOrEqualTo(half.namedOrLocated);
    }

    private static double share(List<Case> cases, Set<Outcome> outcomes) {
        return cases.stream().filter(each -> outcomes.contains(each.outcome())).count() / (double) cases.size();
    }

    private static String table(Half half, List<Case> cases) {
        Map<Outcome, Integer> all = count(cases);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "causes, %s: %d reports, %d seeds, flat and named: %s%n", half, cases.size(), SEEDS, all));
        text.append(String.format("  %-48s %6s %8s %8s %6s%n", "model", "named", "located", "neither", "false"));
        cases.stream().collect(Collectors.groupingBy(Case::model, LinkedHashMap::new, Collectors.toList())).forEach((model, rows) -> {
            Map<Outcome, Integer> counts = count(rows);
            text.append(String.format("  %-48s %6d %8d %8d %6d%n", model, counts.get(Outcome.NAMED), counts.get(Outcome.LOCATED), counts.get(Outcome.NEITHER), counts.get(Outcome.FALSE)));
        });
        return text.toString();
    }
}
