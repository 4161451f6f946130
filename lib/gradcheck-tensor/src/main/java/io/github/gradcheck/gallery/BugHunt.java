package io.github.gradcheck.gallery;

import io.github.gradcheck.check.Fact;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.recipe.PlantedBug;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A game: a bug is hidden in a model, the player asks for evidence and names it.
 *
 * <p>A bug named at once is worth {@value #FULL} points; every fact asked for costs one point and every wrong name two, but no round
 * gives less than none. The same seed hides the same bugs in the same order. Not safe for use by several threads.
 */
public final class BugHunt {
    private static final int FULL = 10;
    private static final int PRICE_OF_A_FACT = 1;
    private static final int PRICE_OF_A_WRONG_NAME = 2;
    private static final int ENTRIES_SHOWN = 3;
    private static final String INDENT = "    ";

    private final List<PlantedBug> hidden = new ArrayList<>(Gallery.trainable());
    private int round;
    private List<Fact> evidence;
    private int asked;
    private int worth = FULL;
    private int points;
    private int named;

    private BugHunt(long seed) {
        Collections.shuffle(hidden, new Random(seed));
        evidence = evidence(current());
    }

    /** A game whose bugs are hidden in the order that this seed gives. */
    public static BugHunt withSeed(long seed) {
        return new BugHunt(seed);
    }

    private PlantedBug current() {
        return hidden.get(round % hidden.size());
    }

    /** The model in which a bug is hidden now. */
    public String model() {
        return current().model().name();
    }

    /** The names among which the right one is. */
    public List<String> choices() {
        return Gallery.in(model()).stream().map(PlantedBug::bug).sorted().toList();
    }

    /** The next piece of evidence, for one point; the last one is the cause that the checker names. */
    public Fact ask() {
        if (asked == evidence.size()) {
            return fact("no more evidence", "this question cost nothing; name one of the choices:" + listed());
        }
        worth = Math.max(0, worth - PRICE_OF_A_FACT);
        return evidence.get(asked++);
    }

    /**
     * Names the bug. If the name is right, the next bug is hidden. A name that is none of {@link #choices()} costs nothing.
     *
     * @return what the line was and where the next bug is, if the name is right; the nearest names, if there is none like it
     */
    public Fact name(String bug) {
        if (!choices().contains(bug)) {
            return fact("no such name", "\"" + bug + "\" is none of the choices, and cost nothing;\n" + Nearest.to(bug, choices()));
        }
        PlantedBug planted = current();
        if (!planted.bug().equals(bug)) {
            worth = Math.max(0, worth - PRICE_OF_A_WRONG_NAME);
            return new Fact("no", "it is not \"" + bug + "\"; points left in this round: " + worth);
        }
        String answer = planted.wrongLine() + "   in place of   " + planted.rightLine() + "   (points: " + worth + ")\n" + planted.meaning();
        points += worth;
        named++;
        next();
        return fact("yes", answer + "\nThe next one: " + this);
    }

    private void next() {
        round++;
        evidence = evidence(current());
        asked = 0;
        worth = FULL;
    }

    /** The points so far. */
    public int points() {
        return points;
    }

    /** The points so far in words, with how many there could have been, and what is left of a round that has begun. */
    public String score() {
        String left = worth == FULL ? "" : "; " + worth + " of " + FULL + " points left in this round";
        return points + " of " + FULL * named + " points for " + named + (named == 1 ? " bug" : " bugs") + left;
    }

    /** Where the bug is hidden, and what the player can do. */
    @Override
    public String toString() {
        return "a bug is hidden in the " + model() + "; ask() for evidence, or name(\"…\") one of:" + listed();
    }

    private String listed() {
        return "\n" + INDENT + Wrapped.list(choices()).replace("\n", "\n" + INDENT);
    }

    private static Fact fact(String label, String text) {
        return new Fact(label, Wrapped.text(text).replace("\n", "\n" + INDENT));
    }

    /** From what says least to what says most. That the gradient is wrong need not be asked for. */
    private static List<Fact> evidence(PlantedBug planted) {
        GradientReport report = planted.check();
        List<Fact> evidence = new ArrayList<>();
        evidence.add(new Fact("gradients", report.parameters().stream().map(each -> each.name() + " " + each.verdict().words()).collect(Collectors.joining(", "))));
        List<ParameterReport> wrong = report.parameters().stream().filter(each -> each.verdict() == Verdict.WRONG).toList();
        report.facts().stream().filter(fact -> fact.label().equals("place")).forEach(evidence::add);
        wrong.stream().findFirst().ifPresent(parameter -> report.facts().stream().filter(fact -> fact.label().startsWith(parameter.name() + "["))
                .limit(ENTRIES_SHOWN).forEach(evidence::add));
        report.violations().forEach(violation -> evidence.add(new Fact(Verdict.of(violation).words(), violation.text())));
        report.facts().stream().filter(fact -> fact.label().equals("cause")).limit(1).forEach(evidence::add);
        return evidence.stream().map(each -> fact(each.label(), each.text())).toList();
    }
}
