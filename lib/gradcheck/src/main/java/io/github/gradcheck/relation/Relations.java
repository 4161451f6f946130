package io.github.gradcheck.relation;

import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.relation.Numbers.Typed;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the simplest {@link Model} of a wrong gradient, of all its entries or of those alone that are wrong.
 *
 * <p>One entry, one row or one column is a kind of its own, and its model a part of the evidence.
 */
public final class Relations {
    private Relations() {
    }

    /**
     * The relation that takes the fewest bits, of those that hold for all entries within their errors and are not met by chance.
     *
     * @param wrong the gradient that is wrong
     * @param all every gradient of the same check
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Optional<Relation> find(Comparison wrong, List<Comparison> all) {
        if (wrong.countWrong() == 0) {
            return Optional.empty();
        }
        if (!Arrays.stream(wrong.analytic()).allMatch(Double::isFinite)) {
            return Masks.notFinite(wrong);
        }
        if (wrong.isStill()) {
            return Optional.of(Masks.still(wrong));
        }
        Stream<Model> whole = ofAll(wrong, all);
        Optional<Relation> place = place(wrong, all);
        boolean isAll = place.isPresent() || wrong.countWrong() == wrong.countMeasured();
        return best(isAll ? whole : Stream.concat(whole, ofSome(wrong, all))).or(() -> place).or(() -> Terms.small(wrong));
    }

    /** The model that takes the fewest bits of those that are accepted, the first of equals. */
    private static Optional<Relation> best(Stream<Model> models) {
        Model best = null;
        for (Iterator<Model> each = models.iterator(); each.hasNext();) {
            Workers.requireNotInterrupted();
            Model model = each.next();
            best = (best == null || model.cost() < best.cost()) && model.isAccepted() ? model : best;
        }
        return Optional.ofNullable(best).map(model -> new Relation(model.kind(), model.evidence()));
    }

    private static Stream<Model> ofAll(Comparison wrong, List<Comparison> all) {
        boolean isOne = wrong.countWrong() == 1 && wrong.size() > 1;
        Stream<Model> several = isOne ? Stream.empty() : Stream.of(Masks.unmasked(wrong), Masks.clipped(wrong), Masks.bounded(wrong), Masks.equal(wrong), Masks.triangle(wrong), Masks.oneOutput(wrong),
                Terms.penalties(wrong, all), Terms.constant(wrong), Terms.functions(wrong), Terms.multiples(wrong), Terms.lines(wrong), Scalings.lines(wrong), Scalings.apart(wrong, all),
                LocalDerivatives.of(wrong), LocalDerivatives.chained(wrong, all)).flatMap(models -> models);
        return Stream.of(Scalings.factor(wrong, all), Masks.oneRow(wrong, all), Orders.of(wrong, all), several).flatMap(models -> models);
    }

    /** All others are right, as in one array of weights followed by biases. */
    private static Stream<Model> ofSome(Comparison wrong, List<Comparison> all) {
        Comparison part = wrong.part(where(wrong));
        double set = Orders.set(wrong);
        Stream<Model> inside = Stream.of(Masks.zero(part, wrong), Masks.equal(part), Scalings.factor(part, all), Scalings.uses(part), Terms.penalties(part, all), Terms.constant(part),
                Terms.functions(part), LocalDerivatives.chained(part, all)).flatMap(models -> models);
        String others = "; all others " + (wrong.countMeasured() < wrong.size() ? "that were measured " : "") + "are right";
        return Stream.concat(inside.map(model -> model.dearer(set, others)), Orders.matrices(wrong).map(model -> model.dearer(0, others)));
    }

    /** One entry, one row or one column of several, with what can be said of it. */
    private static Optional<Relation> place(Comparison wrong, List<Comparison> all) {
        if (wrong.size() < 2) {
            return Optional.empty();
        }
        Comparison part = wrong.part(where(wrong));
        return wrong.countWrong() > 1 ? oneLine(wrong, part)
                : Optional.of(new Relation(Kind.ONE_ENTRY, "only " + wrong.place(wrong.wrong()[0]) + " of " + wrong.size() + " is wrong, " + offBy(wrong, part, all)));
    }

    /** "x[0] to x[5]" if all that was measured between them is wrong, or "first x[0]". */
    private static String where(Comparison wrong) {
        int[] places = wrong.wrong();
        int first = places[0];
        int last = places[places.length - 1];
        return wrong.isTogether() ? wrong.place(first) + " to " + wrong.place(last) : "first " + wrong.place(first);
    }

    /** A single pair of numbers is in some ratio whatever is wrong: it is said only if somebody may have typed it, or if f has it at x. */
    private static String offBy(Comparison wrong, Comparison part, List<Comparison> all) {
        int i = wrong.wrong()[0];
        double factor = wrong.analytic()[i] / wrong.numeric()[i];
        if (!wrong.isZero(i) && (Numbers.factor(factor).isOne() || Numbers.isNearOne(factor))) {
            return Numbers.words(factor) + " there";
        }
        Optional<Relation> chained = best(LocalDerivatives.chained(part, all));
        String off = String.format(Locale.ROOT, "analytic - numeric = %.6g there", wrong.difference(i));
        return chained.map(relation -> off + "; " + relation.evidence().replaceFirst(" in all .*", "")).orElse(off + multipleOfParameter(wrong, i));
    }

    private static String multipleOfParameter(Comparison wrong, int i) {
        double parameter = wrong.parameter()[i % wrong.parameter().length];
        double multiple = wrong.difference(i) / parameter;
        boolean typed = wrong.outputs() == 1 && Math.abs(parameter) != 1 && multiple != 0 && Double.isFinite(multiple) && Numbers.hasDigits(Math.abs(multiple), 3);
        return typed ? ", which is " + Numbers.digits(multiple, 3) + " × " + wrong.name() : "";
    }

    /** One row or one column of a matrix, or one output or one input of a Jacobian. */
    private static Optional<Relation> oneLine(Comparison wrong, Comparison part) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        int first = wrong.wrong()[0];
        boolean sameRow = Arrays.stream(wrong.wrong()).allMatch(i -> i / columns == first / columns);
        boolean sameColumn = Arrays.stream(wrong.wrong()).allMatch(i -> i % columns == first % columns);
        if (rows < 2 || columns < 2 || sameRow == sameColumn) {
            return Optional.empty();
        }
        String what = sameRow ? (wrong.outputs() > 1 ? "output " : "row ") + first / columns + " of " + rows
                : wrong.outputs() > 1 ? "the derivative by " + wrong.place(first % columns, 1) : "column " + first % columns + " of " + columns;
        Typed factor = Scalings.common(part);
        double c = factor.value();
        boolean holds = part.allMatch(i -> c * part.numeric()[i], 1 + Math.abs(c));
        return Optional.of(new Relation(sameRow ? Kind.ONE_ROW : Kind.ONE_COLUMN, "only " + what + " is wrong" + (holds ? ", " + Numbers.words(c) + " there" : "")));
    }
}
