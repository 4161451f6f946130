package io.github.gradcheck.examples.gpl;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.classify.LogConditionalObjectiveFunction;
import edu.stanford.nlp.classify.LogPrior;
import edu.stanford.nlp.classify.LogPrior.LogPriorType;
import edu.stanford.nlp.optimization.DiffFunction;
import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.testing.Box;
import io.github.gradcheck.testing.GradientAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CoreNLP's optimisers take a {@link DiffFunction}: its two methods are all that a check needs. Two of its gradients are wrong. */
class CoreNlpTest {
    private static final int FEATURES = 3;
    private static final int CLASSES = 2;
    /** The features of four documents, and their classes. */
    private static final int[][] DATA = {{0, 1}, {1, 2}, {2}, {0, 2}};
    private static final int[] LABELS = {0, 1, 1, 0};
    private static final double[] WEIGHTS = {0.3, -1.2, 0.7, 0.05, 2.5, -0.4};

    /** A copy, because CoreNLP hands out the array that it writes the next gradient into. */
    private static GradientAssert assertThatGradientOf(DiffFunction f) {
        return assertThatGradient(f::valueAt, x -> f.derivativeAt(x).clone());
    }

    private static DiffFunction logLikelihood(LogPrior prior) {
        return new LogConditionalObjectiveFunction<String, String>(FEATURES, CLASSES, DATA, LABELS, prior);
    }

    @ParameterizedTest
    @EnumSource(names = {"NULL", "QUADRATIC", "HUBER", "COSH"})
    void theGradientOfItsLogLinearClassifierIsRight(LogPriorType prior) {
        assertThatGradientOf(logLikelihood(new LogPrior(prior, 0.7, 0.1))).as(prior + " prior").isCorrectIn(Box.of(-2, 2, FEATURES * CLASSES), 5);
    }

    /** In version 4.5.10 the value of this prior is x⁴/(2σ⁴), and its gradient x/σ⁴ where that has 2x³/σ⁴. */
    @Test
    void theGradientOfTheQuarticPriorIsNotThatOfItsValue() {
        LogPrior prior = new LogPrior(LogPriorType.QUARTIC, 1, 0.1);
        assertThatGradientOf(logLikelihood(prior)).isWrongAt(WEIGHTS);
        assertThatGradient(x -> prior.compute(x, new double[x.length]), x -> new double[] {2 * x[0] * x[0] * x[0]}).as("what it should be").isCorrectAt(0.3);
        double[] theirs = new double[1];
        prior.compute(new double[] {0.3}, theirs);
        assertThat(theirs[0]).as("where 2·0.3³ = 0.054").isEqualTo(0.3);
    }

    /**
     * The sum of probabilities in place of their product: in version 4.5.10 the loop over classes uses the probability of the right class
     * before it has been computed, that of the document before, wherever the right class is not the first.
     */
    @Test
    void theGradientOfTheSummedLikelihoodMixesInTheDocumentBefore() {
        DiffFunction summed = new LogConditionalObjectiveFunction<String, String>(FEATURES, CLASSES, DATA, LABELS, true);
        assertThat(assertThatGradientOf(summed).isWrongAt(WEIGHTS).report().parameter("x").wrongEntries()).extracting(EntryReport::index)
                .as("weights of class 0 for the features of documents of class 1").containsExactlyInAnyOrder("[2]", "[4]");
        DiffFunction firstClassOnly = new LogConditionalObjectiveFunction<String, String>(FEATURES, CLASSES, DATA, new int[DATA.length], true);
        assertThatGradientOf(firstClassOnly).isCorrectAt(WEIGHTS);
    }
}
