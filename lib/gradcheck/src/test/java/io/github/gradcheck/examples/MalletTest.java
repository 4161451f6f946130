package io.github.gradcheck.examples;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cc.mallet.classify.MaxEntOptimizableByLabelLikelihood;
import cc.mallet.optimize.LimitedMemoryBFGS;
import cc.mallet.optimize.Optimizable;
import cc.mallet.pipe.Noop;
import cc.mallet.topics.DMROptimizable;
import cc.mallet.types.Alphabet;
import cc.mallet.types.FeatureVector;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import cc.mallet.types.LabelAlphabet;
import cc.mallet.util.MalletLogger;
import io.github.gradcheck.relation.Relation.Kind;
import io.github.gradcheck.testing.Box;
import io.github.gradcheck.testing.GradientAssert;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MALLET's optimisers take an {@link Optimizable.ByGradientValue}, which keeps its parameters to itself: an adapter is two lambdas. */
class MalletTest {
    private static final List<Logger> LOGGERS = Stream.of("cc.mallet", "edu.umass.cs.mallet").map(MalletLogger::getLogger).toList();

    @BeforeAll
    static void logNothing() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private static GradientAssert assertThatGradientOf(Optimizable.ByGradientValue objective) {
        return assertThatGradient(x -> {
            objective.setParameters(x);
            return objective.getValue();
        }, x -> {
            double[] gradient = new double[x.length];
            objective.setParameters(x);
            objective.getValueGradient(gradient);
            return gradient;
        });
    }

    /** Four short documents of two classes. */
    private static InstanceList documents() {
        Alphabet words = new Alphabet(new String[] {"ball", "goal", "vote", "law"});
        LabelAlphabet classes = new LabelAlphabet();
        InstanceList list = new InstanceList(words, classes);
        double[][] counts = {{2, 1, 0, 0}, {1, 3, 0, 1}, {0, 0, 2, 1}, {1, 0, 1, 2}};
        String[] labels = {"sport", "sport", "politics", "politics"};
        for (int i = 0; i < counts.length; i++) {
            list.add(new Instance(new FeatureVector(words, new int[] {0, 1, 2, 3}, counts[i]), classes.lookupLabel(labels[i]), "document " + i, null));
        }
        return list;
    }

    private static MaxEntOptimizableByLabelLikelihood maxEnt() {
        return new MaxEntOptimizableByLabelLikelihood(documents(), null);
    }

    @Test
    void theGradientOfItsMaximumEntropyClassifierIsRight() {
        MaxEntOptimizableByLabelLikelihood objective = maxEnt();
        assertThat(objective.getNumParameters()).as("a weight for each class and word, and one more for each class").isEqualTo(10);
        assertThatGradientOf(objective).isCorrectIn(Box.of(-2, 2, 10), 5);
    }

    /** Counts of two topics in each document, explained by one feature of it: the regression of Mimno and McCallum (UAI 2008), without a prior. */
    private static DMROptimizable topicRegression(double[][] counts, double... feature) {
        Alphabet features = new Alphabet(new String[] {"year"});
        LabelAlphabet topics = new LabelAlphabet();
        List.of("topic 0", "topic 1").forEach(topics::lookupIndex);
        InstanceList list = new InstanceList(new Noop(features, topics));
        for (int i = 0; i < counts.length; i++) {
            FeatureVector year = new FeatureVector(features, new int[] {0}, new double[] {feature[i]});
            list.add(new Instance(year, new FeatureVector(topics, new int[] {0, 1}, counts[i]), "document " + i, null));
        }
        DMROptimizable objective = new DMROptimizable(list, null);
        objective.setRegularGaussianPriorVariance(Double.POSITIVE_INFINITY);
        objective.setInterceptGaussianPriorVariance(Double.POSITIVE_INFINITY);
        return objective;
    }

    private static final double[] WEIGHTS = {0.3, 0.5, -0.2, 0.4};
    private static final DMROptimizable FIRST = topicRegression(new double[][] {{3, 5}}, 0.7);
    private static final DMROptimizable SECOND = topicRegression(new double[][] {{6, 2}}, -0.4);
    private static final DMROptimizable BOTH = topicRegression(new double[][] {{3, 5}, {6, 2}}, 0.7, -0.4);

    /**
     * Version 2.1.0 adds up a running total: after the second document the first is counted twice, after the third three times. The gradient
     * counts each once, so it is not that of the value.
     */
    @Test
    void theValueOfItsTopicRegressionCountsEarlyDocumentsAgainAndAgainAndItsGradientDoesNot() {
        assertThatGradientOf(BOTH).within(1e-2).isWrongAt(WEIGHTS);
        Stream.of(FIRST, SECOND, BOTH).forEach(objective -> objective.setParameters(WEIGHTS));
        assertThat(BOTH.getValue()).isCloseTo(2 * FIRST.getValue() + SECOND.getValue(), within(1e-9));
    }

    /** With one document only, the value's short Stirling series is left over: its derivative is not the digamma function of the gradient. */
    @Test
    void withOneDocumentTheGradientIsOffByTheErrorOfItsStirlingSeries() {
        assertThatGradientOf(FIRST).isWrongAt(WEIGHTS).hasCause(Kind.SMALL_TERM);
        assertThatGradientOf(FIRST).within(1e-3).isCorrectAt(WEIGHTS);
    }

    /** The log-likelihood of a coin with the parameter as log-odds, written by hand for MALLET; its slip forgets to subtract from 1. */
    private static final class Coin implements Optimizable.ByGradientValue {
        private final double[] parameters = {0.3};
        private final boolean slip;

        Coin(boolean slip) {
            this.slip = slip;
        }

        @Override
        public double getValue() {
            return 7 * parameters[0] - 10 * Math.log1p(Math.exp(parameters[0]));
        }

        @Override
        public void getValueGradient(double[] buffer) {
            double p = 1 / (1 + Math.exp(-parameters[0]));
            buffer[0] = slip ? 7 - 10 * (1 - p) : 7 - 10 * p;
        }

        @Override
        public int getNumParameters() {
            return 1;
        }

        @Override
        public void getParameters(double[] buffer) {
            buffer[0] = parameters[0];
        }

        @Override
        public double getParameter(int index) {
            return parameters[index];
        }

        @Override
        public void setParameters(double[] given) {
            parameters[0] = given[0];
        }

        @Override
        public void setParameter(int index, double value) {
            parameters[index] = value;
        }
    }

    @Test
    void anObjectiveOfOnesOwnIsCheckedBeforeItIsOptimised() {
        Coin right = new Coin(false);
        assertThatGradientOf(right).isCorrectAt(0.3).isCorrectIn(Box.of(-5, 5, 1), 10);
        assertThatGradientOf(new Coin(true)).isWrongAt(0.3);
        right.setParameter(0, 0.3);
        new LimitedMemoryBFGS(right).optimize();
        assertThat(1 / (1 + Math.exp(-right.getParameter(0)))).as("7 heads of 10").isBetween(0.699, 0.701);
    }
}
