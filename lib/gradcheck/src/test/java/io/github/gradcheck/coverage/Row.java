package io.github.gradcheck.coverage;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a table: a header, and one line for each family. */
final class Row {
    private static final String MEANING = """
            Right claims: called wrong, cannot tell, called a kink. Wrong claims that pass: off by a share of the slope, zero, double,
            negated; of how many, where they are not wrong in all cases. Evaluations, mean and largest: right claims, claims off by 1e-2.
            Intervals for right claims: share of cases that have one, |slope − centre|/half-width, cases in which the slope is outside.
            """;
    private static final int FAMILY_WIDTH = 32;
    private static final int LEAST_WIDTH = 5;

    private static final List<Column> COLUMNS = List.of(
            new Column("wrong", score -> whole(score.count(Claim.RIGHT, Answer.WRONG))),
            new Column("unsure", score -> whole(score.count(Claim.RIGHT, Answer.UNSURE))),
            new Column("kink", score -> whole(score.count(Claim.RIGHT, Answer.KINK))),
            passed(Claim.MILLIONTH), passed(Claim.TEN_THOUSANDTH), passed(Claim.HUNDREDTH),
            passed(Claim.ZERO), passed(Claim.DOUBLE), passed(Claim.NEGATED),
            new Column("evals right", score -> whole(score.evaluations(Claim.RIGHT).getAverage())),
            new Column("max", score -> whole(score.evaluations(Claim.RIGHT).getMax())),
            new Column("evals 1e-2", score -> whole(score.evaluations(Claim.HUNDREDTH).getAverage())),
            new Column("max", score -> whole(Math.max(0, score.evaluations(Claim.HUNDREDTH).getMax()))),
            new Column("share", score -> String.format(Locale.ROOT, "%.2f", score.share())),
            new Column("ratio max", score -> ratio(score.ratio(1))),
            new Column("ratio 99 %", score -> ratio(score.ratio(0.99))),
            new Column("median", score -> ratio(score.ratio(0.5))),
            new Column("outside", score -> whole(score.excluded())),
            new Column("seconds", score -> String.format(Locale.ROOT, "%.1f", score.seconds())));

    private record Column(String name, Function<Score, String> cell) {
        int width() {
            return Math.max(LEAST_WIDTH, name.length());
        }

        String padded(String text) {
            return String.format(Locale.ROOT, "%" + width() + "s", text);
        }
    }

    private Row() {
    }

    /** What the columns mean, their names, and the line below. */
    static String header() {
        String rule = "|" + "-".repeat(FAMILY_WIDTH + 2) + "|"
                + COLUMNS.stream().map(column -> "-".repeat(column.width() + 1) + ":|").collect(Collectors.joining());
        return MEANING + "\n" + line("family", COLUMNS.stream().map(column -> column.padded(column.name()))) + "\n" + rule;
    }

    /** The line of a family. */
    static String of(String family, Score score) {
        return line(family, COLUMNS.stream().map(column -> column.padded(column.cell().apply(score))));
    }

    private static String line(String family, Stream<String> cells) {
        String first = String.format(Locale.ROOT, "%-" + FAMILY_WIDTH + "s", family);
        return Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static Column passed(Claim claim) {
        return new Column(claim.words(), score -> {
            int of = score.cases(claim);
            return of == 0 ? "-" : score.passed(claim) + (of == score.cases(Claim.RIGHT) ? "" : "/" + of);
        });
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    private static String ratio(double ratio) {
        boolean isUsual = ratio == 0 || ratio >= 0.001 && ratio < 1000;
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, isUsual ? "%.3f" : "%.0e", ratio);
    }
}
