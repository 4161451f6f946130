package io.github.gradcheck.coverage;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two tables of the evidence: how true intervals are, and which claims they tell apart. */
final class EvidenceTables {
    private static final int FAMILY_WIDTH = 32;
    private static final double QUANTILE = 0.99;

    private static final List<Column> COVERAGE = List.of(
            new Column("max", evidence -> ratio(evidence.own().ratio(1))),
            new Column("99 %", evidence -> ratio(evidence.own().ratio(QUANTILE))),
            new Column("outside", evidence -> whole(evidence.own().excluded())),
            new Column("PyTorch max", evidence -> ratio(evidence.pytorch().ratio(1))),
            new Column("99 %", evidence -> ratio(evidence.pytorch().ratio(QUANTILE))),
            new Column("outside", evidence -> whole(evidence.pytorch().excluded())));

    private static final List<Column> POWER = List.of(
            new Column("wrong", evidence -> whole(evidence.own().count(Claim.RIGHT, Answer.WRONG))),
            new Column("unsure", evidence -> whole(evidence.own().count(Claim.RIGHT, Answer.UNSURE))),
            passed(Claim.MILLIONTH), passed(Claim.TEN_THOUSANDTH), passed(Claim.HUNDREDTH), passed(Claim.ZERO), passed(Claim.DOUBLE),
            passed(Claim.NEGATED),
            new Column("right", evidence -> mean(evidence, Claim.RIGHT)),
            new Column("1e-2", evidence -> mean(evidence, Claim.HUNDREDTH)),
            new Column("PyTorch wrong", evidence -> whole(evidence.pytorch().count(Claim.RIGHT, Answer.WRONG))),
            new Column("1e-2", evidence -> whole(evidence.pytorch().passed(Claim.HUNDREDTH))),
            new Column("CS231n wrong", evidence -> whole(evidence.cs231n().count(Claim.RIGHT, Answer.WRONG))),
            new Column("1e-2", evidence -> whole(evidence.cs231n().passed(Claim.HUNDREDTH))));

    private record Column(String name, Function<Evidence, String> cell) {
        String of(Evidence evidence) {
            return String.format(Locale.ROOT, "%" + name.length() + "s", cell.apply(evidence));
        }
    }

    private EvidenceTables() {
    }

    /** Both tables, a line for each family. */
    static String of(List<Evidence> all, long seed, int cases) {
        return String.format(Locale.ROOT, """

                ## Coverage: |slope − centre| / half-width, seed %d, %d functions of each family

                The largest, the 99 %% quantile, and how often the slope lies outside the interval. At a kink: of each one-sided slope.

                %s
                ## Power: what is said of right and wrong claims

                Right claims called wrong, and not decided. Wrong claims that pass: off by 1e-6, 1e-4, 1e-2, zero, double, negated (of how
                many, where not all are wrong). Evaluations, mean: right, and off by 1e-2. Peers: right ones called wrong, 1e-2 that pass.

                %s""", seed, cases, table(all, COVERAGE), table(all, POWER));
    }

    private static String table(List<Evidence> all, List<Column> columns) {
        StringBuilder text = new StringBuilder(line("family", columns.stream().map(Column::name)));
        text.append("|").append("-".repeat(FAMILY_WIDTH + 2)).append("|");
        columns.forEach(column -> text.append("-".repeat(column.name().length() + 1)).append(":|"));
        text.append('\n');
        all.forEach(evidence -> text.append(line(evidence.name(), columns.stream().map(column -> column.of(evidence)))));
        return text.toString();
    }

    private static String line(String family, Stream<String> cells) {
        String first = String.format(Locale.ROOT, "%-" + FAMILY_WIDTH + "s", family);
        return Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static Column passed(Claim claim) {
        return new Column(claim.words(), evidence -> {
            int of = evidence.own().cases(claim);
            return of == 0 ? "-" : evidence.own().passed(claim) + (of == evidence.own().cases(Claim.RIGHT) ? "" : "/" + of);
        });
    }

    private static String mean(Evidence evidence, Claim claim) {
        return whole(evidence.own().evaluations(claim).getAverage());
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    private static String ratio(double ratio) {
        boolean isUsual = ratio == 0 || ratio >= 0.001 && ratio < 1000;
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, isUsual ? "%.3f" : "%.0e", ratio);
    }
}
