package io.github.gradcheck.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.Fact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BugHuntTest {
    private static List<Fact> allEvidence(BugHunt hunt) {
        List<Fact> facts = new ArrayList<>();
        for (Fact fact = hunt.ask(); !fact.label().equals("no more evidence"); fact = hunt.ask()) {
            facts.add(fact);
        }
        return facts;
    }

    /** Tries one name after the other, and says which was right. */
    private static String nameByTrying(BugHunt hunt) {
        for (String choice : hunt.choices()) {
            if (hunt.name(choice).label().equals("yes")) {
                return choice;
            }
        }
        throw new AssertionError("none of the choices is right");
    }

    @Test
    void theSameSeedHidesTheSameBugsAndAnotherSeedOthers() {
        List<String> first = new ArrayList<>();
        List<String> again = new ArrayList<>();
        List<String> other = new ArrayList<>();
        BugHunt a = BugHunt.withSeed(3);
        BugHunt b = BugHunt.withSeed(3);
        BugHunt c = BugHunt.withSeed(4);
        for (int round = 0; round < 5; round++) {
            first.add(a.model() + nameByTrying(a));
            again.add(b.model() + nameByTrying(b));
            other.add(c.model() + nameByTrying(c));
        }
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aBugNamedAtOnceIsWorthTenPointsAndEveryFactCostsOne() {
        BugHunt hunt = BugHunt.withSeed(3);
        assertThat(hunt.name("regulariser forgotten").toString()).startsWith("yes: dW1 = Xᵀ·dA   in place of   dW1 = Xᵀ·dA + λ·W1   (points: 10)\n    the loss has a penalty");
        assertThat(hunt.points()).isEqualTo(10);
        BugHunt careful = BugHunt.withSeed(3);
        careful.ask();
        careful.ask();
        careful.name("regulariser forgotten");
        assertThat(careful.points()).isEqualTo(8);
    }

    @Test
    void aWrongNameCostsTwoPointsAndTheRoundGoesOn() {
        BugHunt hunt = BugHunt.withSeed(3);
        assertThat(hunt.name("factor").toString()).isEqualTo("no: it is not \"factor\"; points left in this round: 8");
        assertThat(hunt.model()).isEqualTo("two-layer classifier");
        hunt.name("regulariser forgotten");
        assertThat(hunt.score()).isEqualTo("8 of 10 points for 1 bug");
    }

    @Test
    void noRoundGivesLessThanNone() {
        BugHunt hunt = BugHunt.withSeed(3);
        for (int i = 0; i < 10; i++) {
            hunt.name("sign");
        }
        hunt.name("regulariser forgotten");
        assertThat(hunt.score()).isEqualTo("0 of 10 points for 1 bug");
    }

    @Test
    void theEvidenceGoesFromThePlaceToTheCauseAndEndsWithoutCost() {
        BugHunt hunt = BugHunt.withSeed(3);
        List<Fact> facts = allEvidence(hunt);
        assertThat(facts.get(0).toString()).isEqualTo("gradients: W1 wrong, b1 correct, W2 correct, b2 correct");
        assertThat(facts.get(facts.size() - 1).toString()).startsWith("cause: W1: ").contains("regulariser's gradient is missing");
        assertThat(facts.toString()).as("that it is wrong is known").doesNotContain("The gradient is WRONG");
        hunt.ask();
        hunt.name("regulariser forgotten");
        assertThat(hunt.points()).isEqualTo(10 - facts.size());
    }

    @Test
    void everyRoundHasEvidenceThatIsWorthItsPriceAndGivesNothingAway() {
        BugHunt hunt = BugHunt.withSeed(0);
        for (int round = 0; round < Gallery.trainable().size(); round++) {
            List<Fact> facts = allEvidence(hunt);
            assertThat(facts).hasSizeBetween(2, 8).doesNotHaveDuplicates();
            String right = nameByTrying(hunt);
            assertThat(facts).extracting(Fact::label).doesNotContain(right);
        }
        assertThat(hunt.score()).endsWith("of 520 points for 52 bugs");
    }

    @Test
    void anUnknownNameCostsNothingAndGetsTheNearestOnes() {
        BugHunt hunt = BugHunt.withSeed(3);
        assertThat(hunt.name("regularizer forgoten").toString())
                .startsWith("no such name: \"regularizer forgoten\" is none of the choices, and cost nothing;\n    did you mean \"regulariser forgotten\" or \"regulariser twice\"?");
        assertThat(hunt.name("regulariser").text()).containsSubsequence("did you mean", "\"regulariser twice\" or", "\"regulariser forgotten\"?");
        assertThat(hunt.name(null).label()).isEqualTo("no such name");
        hunt.name("regulariser forgotten");
        assertThat(hunt.points()).isEqualTo(10);
    }

    @Test
    void aNameThatIsLikeNoneGetsAllChoices() {
        BugHunt hunt = BugHunt.withSeed(3);
        for (String name : new String[] {"banana", "", " "}) {
            assertThat(hunt.name(name).text()).doesNotContain("did you mean").contains(hunt.choices().stream().map(choice -> "\"" + choice + "\"").toList());
        }
    }

    @Test
    void aLayersInputsAreCalledByTheirNames() {
        BugHunt hunt = BugHunt.withSeed(3);
        hunt.name("regulariser forgotten");
        assertThat(hunt.model()).isEqualTo("attention layer (Q, K, V)");
        assertThat(allEvidence(hunt).get(0).text()).isEqualTo("Q correct, K correct, V wrong");
    }

    @Test
    void whatIsPrintedHasShortLinesInWhichNoNameIsBroken() {
        BugHunt hunt = BugHunt.withSeed(0);
        for (int round = 0; round < Gallery.trainable().size(); round++) {
            List<Fact> facts = allEvidence(hunt);
            facts.add(hunt.ask());
            facts.add(hunt.name("banana"));
            assertThat(facts).allSatisfy(fact -> assertThat(fact.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100)));
            String game = hunt.toString();
            assertThat(game.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
            assertThat(game).contains(hunt.choices());
            nameByTrying(hunt);
        }
    }

    @Test
    void theGameSaysWhereTheBugIsAndAfterTheRightNameWhereTheNextOneIs() {
        BugHunt hunt = BugHunt.withSeed(3);
        assertThat(hunt.toString()).startsWith("a bug is hidden in the two-layer classifier; ask() for evidence, or name(\"…\") one of:\n    ").contains("regulariser forgotten");
        assertThat(hunt.name("regulariser forgotten").text()).contains("\n    The next one: a bug is hidden in the " + hunt.model()).contains(hunt.choices());
    }

    @Test
    void theScoreShowsWhatIsLeftOfTheRound() {
        BugHunt hunt = BugHunt.withSeed(3);
        hunt.ask();
        hunt.name("factor");
        assertThat(hunt.score()).isEqualTo("0 of 0 points for 0 bugs; 7 of 10 points left in this round");
    }

    @Test
    void whenTheEvidenceRunsOutTheQuestionIsSaidToCostNothing() {
        BugHunt hunt = BugHunt.withSeed(3);
        allEvidence(hunt);
        String before = hunt.score();
        assertThat(hunt.ask().toString()).startsWith("no more evidence: this question cost nothing; name one of the choices:\n    ").contains(hunt.choices());
        assertThat(hunt.score()).isEqualTo(before);
    }
}
