package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhereTest {
    private static BitSet set(int size, IntPredicate has) {
        BitSet set = new BitSet();
        IntStream.range(0, size).filter(has).forEach(set::set);
        return set;
    }

    private static String words(IntPredicate has, int... shape) {
        return new EntrySet("W", shape, set(Shape.size(shape), has)).described().orElse("scattered");
    }

    private static String words(String entries, int... shape) {
        List<Integer> places = Arrays.stream(entries.split(" ")).map(Integer::valueOf).toList();
        return words(places::contains, shape);
    }

    // ---- each description, and its twin

    @Test
    void anArrayThatIsWrongAsAWholeOrInOneOrTwoEntries() {
        assertThat(words(i -> true, 4)).isEqualTo("all of W");
        assertThat(words(i -> true, 4, 3, 2)).isEqualTo("all of W");
        assertThat(words(i -> true)).isEqualTo("W");
        assertThat(words(i -> i == 2, 4)).isEqualTo("W[2]");
        assertThat(words(i -> i == 14, 20, 4)).isEqualTo("W[3, 2]");
        assertThat(words(i -> i == 23, 2, 3, 4)).isEqualTo("W[1, 2, 3]");
        assertThat(words("1 14", 20, 4)).isEqualTo("W[0, 1] and W[3, 2]");
        assertThat(words("1 6 14", 20, 4)).isEqualTo("scattered");
        assertThat(words(i -> i != 14, 20, 4)).isEqualTo("all of W but W[3, 2]");
        assertThat(words(i -> i != 14 && i != 15, 5, 4)).isEqualTo("all of W but W[3, 2..3]");
    }

    @Test
    void stretchesOfAFlatArray() {
        assertThat(words(i -> i >= 112 && i <= 127, 500)).isEqualTo("W[112..127] of 500");
        assertThat(words("0 1 2 3 8 9 10", 20)).isEqualTo("W[0..3] and W[8..10] of 20");
        assertThat(words("0 1 2 5 8 9", 20)).isEqualTo("W[0..2], W[5] and W[8..9] of 20");
        assertThat(words("0 1 3 4 8 9 11", 20)).isEqualTo("scattered");
        assertThat(words(i -> i != 7 && i != 8 && i != 3, 20)).isEqualTo("all of W but W[3] and W[7..8]");
        assertThat(words(i -> i % 12 >= 4 && i % 12 <= 7, 60)).isEqualTo("W[4..7] of every 12");
        assertThat(words(i -> i % 12 >= 4 && i % 12 <= 7 && i < 24, 24)).isEqualTo("W[4..7] and W[16..19] of 24");
        assertThat(words(i -> i % 3 > 0, 60)).isEqualTo("W[1..2] of every 3");
        assertThat(words(i -> i % 12 >= 4 && i % 12 <= 7 && i != 40, 60)).isEqualTo("scattered");
    }

    @Test
    void everyFourth() {
        assertThat(words(i -> i % 4 == 1, 80)).isEqualTo("every 4th of W from 1");
        assertThat(words(i -> i % 2 == 0, 10)).isEqualTo("every 2nd of W from 0");
        assertThat(words(i -> i % 3 == 0, 100)).isEqualTo("every 3rd of W from 0");
        assertThat(words(i -> i % 11 == 3, 100)).isEqualTo("every 11th of W from 3");
        assertThat(words(i -> i % 4 == 1 && i > 20 && i < 60, 80)).isEqualTo("every 4th of W from 21 to 57");
        assertThat(words(i -> i % 4 == 1 && i != 41, 80)).isEqualTo("scattered");
    }

    @Test
    void rowsAndColumns() {
        assertThat(words(i -> i / 4 == 3, 20, 4)).isEqualTo("row 3 of W");
        assertThat(words(i -> i % 4 == 2, 20, 4)).isEqualTo("column 2 of W");
        assertThat(words(i -> i / 4 >= 3 && i / 4 <= 5, 20, 4)).isEqualTo("rows 3..5 of W");
        assertThat(words(i -> i % 6 == 0 || i % 6 == 2 || i % 6 == 5, 20, 6)).isEqualTo("columns 0, 2 and 5 of W");
        assertThat(words(i -> i / 4 % 3 == 1, 20, 4)).isEqualTo("every 3rd row of W from 1");
        assertThat(words(i -> i % 12 % 2 == 1 && i % 12 < 10, 5, 12)).isEqualTo("every 2nd column of W from 1 to 9");
        assertThat(words(i -> i / 4 != 3, 20, 4)).isEqualTo("all of W but row 3");
        assertThat(words(i -> i / 4 == 3 && i % 4 > 0, 20, 4)).isEqualTo("W[3, 1..3]");
        assertThat(words(i -> i / 4 < 2 && i % 4 > 1, 20, 4)).isEqualTo("W[0..1, 2..3]");
        assertThat(words(i -> i / 4 == 3 || i == 0, 20, 4)).isEqualTo("scattered");
        assertThat(words(i -> i == 1, 1, 3)).isEqualTo("W[0, 1]");
        assertThat(words(i -> i > 0, 1, 3)).isEqualTo("columns 1..2 of W");
        assertThat(words(i -> i > 0, 3, 1)).isEqualTo("rows 1..2 of W");
    }

    @Test
    void trianglesAndTheDiagonal() {
        assertThat(words(i -> i / 5 == i % 5, 5, 5)).isEqualTo("the diagonal of W");
        assertThat(words(i -> i / 5 != i % 5, 5, 5)).isEqualTo("all of W but the diagonal");
        assertThat(words(i -> i / 5 < i % 5, 5, 5)).isEqualTo("the upper triangle of W, without the diagonal");
        assertThat(words(i -> i / 5 <= i % 5, 5, 5)).isEqualTo("the upper triangle of W, with the diagonal");
        assertThat(words(i -> i / 5 > i % 5, 5, 5)).isEqualTo("the lower triangle of W, without the diagonal");
        assertThat(words(i -> i / 5 >= i % 5, 5, 5)).isEqualTo("the lower triangle of W, with the diagonal");
        assertThat(words(i -> i / 5 == i % 5 && i > 0, 5, 5)).isEqualTo("scattered");
        assertThat(words(i -> i / 5 < i % 5 && i != 4, 5, 5)).isEqualTo("scattered");
    }

    @Test
    void boxesOfThreeAxes() {
        assertThat(words(i -> i / 12 == 1, 4, 3, 4)).isEqualTo("W[1, .., ..] of (4, 3, 4)");
        assertThat(words(i -> i % 4 == 2, 4, 3, 4)).isEqualTo("W[.., .., 2] of (4, 3, 4)");
        assertThat(words(i -> i / 4 % 3 > 0 && i / 12 < 2, 4, 3, 4)).isEqualTo("W[0..1, 1..2, ..] of (4, 3, 4)");
        assertThat(words(i -> i / 12 != 1, 4, 3, 4)).isEqualTo("all of W but W[1, .., ..]");
        assertThat(words(i -> i / 12 == 1 && i != 12, 4, 3, 4)).isEqualTo("scattered");
    }

    @Test
    void whatIsScatteredIsCountedAndListedAsFarAsThereIsRoom() {
        assertThat(scattered("1 14 20 47 70", 60, 20, 4)).isEqualTo("5 of 80 of W, scattered: W[0, 1], W[3, 2], W[5, 0], …");
        assertThat(scattered("1 14 20 47 70", 90, 20, 4)).isEqualTo("5 of 80 of W, scattered: W[0, 1], W[3, 2], W[5, 0], W[11, 3], W[17, 2]");
        assertThat(scattered("1 9 21 45", 90, 20, 4)).isEqualTo("4 of 80 of W, scattered in column 1: W[0, 1], W[2, 1], W[5, 1], W[11, 1]");
        assertThat(scattered("24 25 27", 90, 5, 6)).isEqualTo("3 of 30 of W, scattered in row 4: W[4, 0], W[4, 1], W[4, 3]");
        assertThat(scattered("40 42 43 45 49", 50, 100)).isEqualTo("5 of 100 of W, scattered in W[40..49]: W[40], …");
    }

    private static String scattered(String entries, int length, int... shape) {
        List<Integer> places = Arrays.stream(entries.split(" ")).map(Integer::valueOf).toList();
        return new EntrySet("W", shape, set(Shape.size(shape), places::contains)).scattered(length);
    }

    // ---- never a set that is not this one: what is said is read again

    @Test
    void whatIsSaidStandsForTheSetAndForNoOther() {
        SplittableRandom random = new SplittableRandom(18);
        int described = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            int[] shape = random.ints(random.nextInt(1, 4), 1, 8).toArray();
            if (shape.length == 1) {
                shape[0] = random.nextInt(1, 60);
            }
            int size = Shape.size(shape);
            BitSet members = anySet(random, shape, size);
            if (members.isEmpty()) {
                continue;
            }
            EntrySet set = new EntrySet("W", shape, members);
            Optional<String> words = set.described();
            if (words.isPresent()) {
                described++;
                assertThat(read(words.get(), shape)).as("%s of %s, which is %s", words.get(), Arrays.toString(shape), members).isEqualTo(members);
            } else {
                String text = set.scattered(Where.LINE);
                assertThat(text).startsWith(members.cardinality() + " of " + size + " of W, scattered").hasSizeLessThanOrEqualTo(Where.LINE);
                String listed = text.substring(text.indexOf(": ") + 2);
                BitSet named = new BitSet();
                Pattern.compile("W\\[([^]]*)]").matcher(listed).results().forEach(entry -> named.set(Shape.ravel(numbers(entry.group(1)), shape)));
                BitSet both = (BitSet) named.clone();
                both.and(members);
                assertThat(both).isEqualTo(named);
                assertThat(listed.endsWith("…")).isEqualTo(!named.equals(members));
            }
        }
        assertThat(described).isBetween(8_000, 19_000);
    }

    /** Boxes, lines, steps, triangles, runs and noise, some of them turned inside out or with an entry more or less. */
    private static BitSet anySet(SplittableRandom random, int[] shape, int size) {
        int a = random.nextInt(size);
        int b = random.nextInt(size);
        int step = random.nextInt(1, 7);
        int columns = shape[shape.length - 1];
        int[] low = Shape.unravel(Math.min(a, b), shape);
        int[] high = Shape.unravel(Math.max(a, b), shape);
        double share = random.nextDouble();
        BitSet set = switch (random.nextInt(7)) {
            case 0 -> set(size, i -> i >= Math.min(a, b) && i <= Math.max(a, b));
            case 1 -> set(size, i -> i >= a && (i - a) % step == 0);
            case 2 -> set(size, i -> i % step == a % step);
            case 3 -> set(size, i -> {
                int[] at = Shape.unravel(i, shape);
                return IntStream.range(0, at.length).allMatch(k -> low[k] <= at[k] && at[k] <= high[k]);
            });
            case 4 -> set(size, i -> i / columns % step == 0 || a % 2 == 0 && i % columns == 0);
            case 5 -> set(size, i -> a % 2 == 0 ? i / columns <= i % columns : i / columns == i % columns);
            default -> set(size, i -> random.nextDouble() < share);
        };
        if (random.nextInt(4) == 0) {
            set.flip(0, size);
        }
        if (random.nextInt(4) == 0) {
            set.flip(random.nextInt(size));
        }
        return set;
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(", ")).mapToInt(Integer::parseInt).toArray();
    }

    private static BitSet read(String words, int... shape) {
        int size = Shape.size(shape);
        int columns = shape[shape.length - 1];
        BitSet found = new BitSet();
        Matcher every = Pattern.compile("every (\\d+)\\w\\w (?:(row|column) )?of W from (\\d+)(?: to (\\d+))?").matcher(words);
        Matcher lines = Pattern.compile("(row|column)s? ([\\d., and]+)(?: of W)?").matcher(words);
        Matcher triangle = Pattern.compile("the (upper|lower) triangle of W, (with|without) the diagonal").matcher(words);
        Matcher period = Pattern.compile("W\\[(\\d+)\\.\\.(\\d+)] of every (\\d+)").matcher(words);
        if (words.equals("all of W")) {
            found.set(0, size);
        } else if (words.startsWith("all of W but ")) {
            found.set(0, size);
            found.andNot(read(words.substring("all of W but ".length()), shape));
        } else if (words.startsWith("the diagonal")) {
            return set(size, i -> i / columns == i % columns);
        } else if (every.matches()) {
            int to = every.group(4) == null ? size : Integer.parseInt(every.group(4));
            int from = Integer.parseInt(every.group(3));
            int step = Integer.parseInt(every.group(1));
            return set(size, i -> {
                int k = every.group(2) == null ? i : every.group(2).equals("row") ? i / columns : i % columns;
                return k >= from && k <= to && (k - from) % step == 0;
            });
        } else if (lines.matches()) {
            return set(size, i -> isIn(lines.group(2), lines.group(1).equals("row") ? i / columns : i % columns));
        } else if (triangle.matches()) {
            return set(size, i -> {
                int right = (i % columns - i / columns) * (triangle.group(1).equals("upper") ? 1 : -1);
                return right > 0 || right == 0 && triangle.group(2).equals("with");
            });
        } else if (period.matches()) {
            int length = Integer.parseInt(period.group(3));
            return set(size, i -> i % length >= Integer.parseInt(period.group(1)) && i % length <= Integer.parseInt(period.group(2)));
        } else {
            assertThat(words).matches("W\\[[^]]*]((, | and )W\\[[^]]*])*( of (\\d+|\\(.*\\)))?");
            Pattern.compile("W\\[([^]]*)]").matcher(words).results().map(box -> box.group(1).split(", ")).forEach(box -> found.or(set(size, i -> {
                int[] at = Shape.unravel(i, shape);
                return IntStream.range(0, at.length).allMatch(k -> box[k].equals("..") || isIn(box[k], at[k]));
            })));
        }
        return found;
    }

    private static boolean isIn(String list, int i) {
        return Arrays.stream(list.trim().split(", | and ")).map(range -> range.split("\\.\\."))
                .anyMatch(range -> Integer.parseInt(range[0]) <= i && i <= Integer.parseInt(range[range.length - 1]));
    }

    // ---- in reports

    private static GradientReport squares(int size, IntPredicate wrong) {
        double[] x = IntStream.range(0, size).mapToDouble(i -> 1 + Math.sin(i) / 2).toArray();
        return GradientCheck.of(v -> Arrays.stream(v).map(value -> value * value).sum(),
                v -> IntStream.range(0, size).mapToDouble(i -> (wrong.test(i) ? 2.3 + i % 7 * 0.1 : 2) * v[i]).toArray()).at(x);
    }

    @Test
    void theLineStandsRightAfterTheVerdictAndOnlyWhereSomethingIsWrong() {
        GradientReport report = squares(500, i -> i >= 112 && i <= 127);
        assertThat(report.where()).isEqualTo("x[112..127] of 500; all others right").isEqualTo(report.parameter("x").where());
        assertThat(report.toString().lines().skip(1).findFirst().orElseThrow()).isEqualTo("  where:       x[112..127] of 500; all others right");
        assertThat(report.facts().get(0)).isEqualTo(new Fact("where", report.where()));
        assertThat(squares(5, i -> false).where()).isEmpty();
        assertThat(squares(5, i -> false).toString()).doesNotContain("where:");
        assertThat(squares(5, i -> true).where()).isEqualTo("all of x");
    }

    @Test
    void noLineIsLongerThanALine() {
        SplittableRandom random = new SplittableRandom(3);
        GradientReport report = squares(300, i -> random.split().nextInt() % 2 == 0 && i % 3 > 0 || i == 7);
        assertThat(report.where().length()).isLessThanOrEqualTo(Where.LINE);
        Map<String, NDArray> params = new LinkedHashMap<>();
        IntStream.range(0, 30).forEach(k -> params.put("a parameter with a long name, number " + k, NDArray.of(new double[] {1, 2, 3, 4, 5}, 5)));
        GradientReport many = GradientCheck.ofParameters(params, () -> params.values().stream().mapToDouble(p -> p.multiply(p).sum()).sum(), () -> {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            params.forEach((name, p) -> gradients.put(name, p.multiply(name.endsWith("9") ? 2 : 3)));
            return gradients;
        }).run();
        assertThat(many.where()).hasSizeLessThanOrEqualTo(Where.LINE).startsWith("27 of 30 parameters: a parameter").contains("…");
        assertThat(many.toString()).contains("a parameter with a long name, number 2 where: ");
        assertThat(many.parameters()).allSatisfy(parameter -> assertThat(parameter.where()).hasSizeLessThanOrEqualTo(Where.LINE));
    }

    @Test
    void wrongAndRightArraysAreNamed() {
        assertThat(named("a", "c").where()).isEqualTo("all of a; all of c; all of b and d right");
        assertThat(named("a", "b", "c", "d").where()).isEqualTo("all of a; all of b; all of c; all of d");
        assertThat(named().where()).isEmpty();
    }

    private static GradientReport named(String... wrong) {
        Map<String, NDArray> params = new LinkedHashMap<>();
        List.of("a", "b", "c", "d").forEach(name -> params.put(name, NDArray.of(new double[] {1, 2}, 2)));
        return GradientCheck.ofParameters(params, () -> params.values().stream().mapToDouble(p -> p.multiply(p).sum()).sum(), () -> {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            params.forEach((name, p) -> gradients.put(name, p.multiply(List.of(wrong).contains(name) ? 3 : 2)));
            return gradients;
        }).run();
    }

    @Test
    void whatIsUndecidedIsNeitherWrongNorRight() {
        double[] x = {1, 2, 3, 4, 5, 6};
        GradientReport report = GradientCheck.of(v -> v[0] * v[0] + v[1] + (Double.compare(v[2], 3) == 0 ? 0 : Double.NaN) + v[3] + v[4] + v[5],
                v -> new double[] {3 * v[0], 2, 2, 2, 2, 1}).at(x);
        assertThat(report.count(Verdict.INCONCLUSIVE)).as("%s", report).isEqualTo(1);
        assertThat(report.where()).isEqualTo("x[0..1] and x[3..4] of 6; 1 undecided: x[2]; all others right");
        GradientReport inside = GradientCheck.of(v -> v[0] * v[0] + v[1] + (Double.compare(v[2], 3) == 0 ? 0 : Double.NaN) + v[3] + v[4] + v[5],
                v -> new double[] {3 * v[0], 2, 2, 2, 1, 1}).layout("A", 2, 3).at(x);
        assertThat(inside.where()).isEqualTo("3 of 6 of A, scattered: A[0, 0], A[0, 1], A[1, 0]; 1 undecided: A[0, 2]; all others right");
    }

    @Test
    void entriesInTheMiddleOfARowThatAreUndecidedDoNotHideTheRow() {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        GradientReport report = GradientCheck.of(v -> Arrays.stream(v).sum() + (Double.compare(v[2], 3) == 0 ? 0 : Double.NaN),
                v -> new double[] {2, 2, 2, 2, 2, 1, 1, 1, 1, 1}).layout("A", 2, 5).at(x);
        assertThat(report.where()).isEqualTo("row 0 of A, but for 1 undecided there; 1 undecided: A[0, 2]; all others right");
    }

    @Test
    void entriesOfSeveralOutputs() {
        assertThat(jacobian((k, i) -> i == 1).where()).isEqualTo("x[1], in all 3 outputs; all others right");
        assertThat(jacobian((k, i) -> k == 2).where()).isEqualTo("all of x, in output 2; all others right");
        assertThat(jacobian((k, i) -> k > 0 && i < 2).where()).isEqualTo("x[0..1] of 4, in outputs 1..2; all others right");
        assertThat(jacobian((k, i) -> k == i).where()).isEqualTo("the diagonal of the Jacobian by x; all others right");
        assertThat(jacobian((k, i) -> k == 0 && i == 3 || k == 2 && i == 1).where())
                .isEqualTo("2 of 12 of the Jacobian by x, scattered: x[3] of output 0, x[1] of output 2; all others right");
    }

    private interface Slip {
        boolean at(int k, int i);
    }

    private static GradientReport jacobian(Slip slip) {
        return GradientCheck.ofVector(x -> IntStream.range(0, 3).mapToDouble(k -> IntStream.range(0, 4).mapToDouble(i -> (1 + k + 2 * i) * x[i] * x[i]).sum())
                .toArray(), (x, u) -> IntStream.range(0, 4).mapToDouble(i -> IntStream.range(0, 3)
                .mapToDouble(k -> (slip.at(k, i) ? 3.1 : 2) * (1 + k + 2 * i) * x[i] * u[k]).sum()).toArray()).at(1, 2, 3, 4);
    }

    @Test
    void aBrokenRuleHasNoEntry() {
        GradientReport right = squares(3, i -> false);
        GradientReport broken = new GradientReport(right.parameters(), List.of(ContractViolation.ofBackward("backward changes its input", Kind.INPUT_CHANGED)), Optional.empty(), List.of(), 1);
        assertThat(broken.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(broken.where()).isEqualTo("in no entry: a rule is broken");
    }

    @Test
    void alongDirectionsItSaysHowFarTheHalvingWent() {
        assertThat(along(6000, i -> i == 4321).where()).isEqualTo("x[4321]; no others seen along random directions");
        assertThat(along(6000, i -> i >= 4000 && i < 4004).where()).isEqualTo("x[4000..4003] of 6000; no others seen along random directions");
        assertThat(along(6000, i -> true).where()).matches("all over x: \\d+ ranges differ; (\\d+) of \\1 tried are wrong");
        String half = along(6000, i -> i < 3000 && i % 2 == 0).where();
        assertThat(half).matches("within x\\[0\\.\\.(2999|\\d+).*: \\d+ ranges differ; \\d+ of \\d+ tried are wrong.*");
        assertThat(half.length()).isLessThanOrEqualTo(Where.LINE);
    }

    @Test
    void alongDirectionsRowsAndColumnsAreToldWhereTheEntriesThatWereTriedShowThem() {
        double[] x = IntStream.range(0, 20_000).mapToDouble(i -> Math.sin(i + 1)).toArray();
        GradientCheck column = GradientCheck.of(v -> Arrays.stream(v).map(t -> t * t).sum(),
                v -> IntStream.range(0, 20_000).mapToDouble(i -> (i < 19_000 && i % 100 == 3 ? 3 : 2) * v[i]).toArray());
        GradientReport report = column.layout("W", 190, 100).layout("b", 1000).at(x);
        assertThat(report.where()).matches("all over W: \\d+ ranges differ; \\d+ of \\d+ tried are wrong, all in column 3; nothing wrong seen in b");
        GradientCheck part = GradientCheck.of(v -> Arrays.stream(v).map(t -> t * t).sum(),
                v -> IntStream.range(0, 20_000).mapToDouble(i -> (i >= 4000 && i < 8000 ? 3 : 2) * v[i]).toArray());
        assertThat(part.layout("W", 190, 100).layout("b", 1000).at(x).where())
                .matches("within W\\[38, 59] to W\\[80, 14]: \\d+ ranges differ; .* are wrong; nothing wrong seen in b");
    }

    private static GradientReport along(int size, IntPredicate wrong) {
        double[] x = IntStream.range(0, size).mapToDouble(i -> 1 + Math.sin(i) / 2).toArray();
        return GradientCheck.of(v -> Arrays.stream(v).map(value -> value * value).sum(),
                v -> IntStream.range(0, size).mapToDouble(i -> (wrong.test(i) ? 3 : 2) * v[i]).toArray()).at(x);
    }
}
