package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Recognises a Jacobian whose rows or columns are each scaled by a factor of their own. */
final class ScaledLinesRule {
    private static final int SHOWN = 3;
    /** A line with one entry is in some ratio whatever is wrong. */
    private static final int FEWEST_ENTRIES = 2;
    private static final int FEWEST_LINES = 2;

    private ScaledLinesRule() {
    }

    static Optional<Relation> of(Comparison wrong) {
        return wrong.outputs() == 1 ? Optional.empty() : scaled(wrong, true).or(() -> scaled(wrong, false));
    }

    private static Optional<Relation> scaled(Comparison wrong, boolean isByRow) {
        int columns = wrong.columns();
        int lines = isByRow ? wrong.rows() : columns;
        double[] factors = new double[lines];
        List<String> named = new ArrayList<>();
        int found = 0;
        for (int line = 0; line < lines; line++) {
            int[] entries = isByRow ? IntStream.range(line * columns, (line + 1) * columns).toArray()
                    : IntStream.iterate(line, i -> i < wrong.size(), i -> i + columns).toArray();
            int[] used = IntStream.of(entries).filter(i -> wrong.isMeasured(i) && !wrong.isZero(i)).toArray();
            boolean isWrong = IntStream.of(entries).anyMatch(wrong::isWrong);
            if (isWrong && used.length < FEWEST_ENTRIES) {
                return Optional.empty();
            }
            factors[line] = isWrong ? factor(wrong, used) : 1;
            if (isWrong) {
                found++;
                if (found <= SHOWN) {
                    named.add(String.format(Locale.ROOT, "%.6g in %s", factors[line], isByRow ? "output " + line : wrong.place(line, 1)));
                }
            }
        }
        if (found < FEWEST_LINES || !wrong.allMatch(i -> factors[isByRow ? i / columns : i % columns] * wrong.numeric()[i], 2)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.CONSTANT_FACTOR, "analytic = c × numeric, with a c of its own for each " + (isByRow ? "output: " : "entry of x: ")
                + String.join(", ", named) + (found > SHOWN ? " and so on" : "")));
    }

    private static double factor(Comparison wrong, int[] used) {
        double products = 0;
        double squares = 0;
        for (int i : used) {
            double numeric = wrong.numeric()[i] / wrong.largest();
            products += wrong.analytic()[i] / wrong.largest() * numeric;
            squares += numeric * numeric;
        }
        return products / squares;
    }
}
