package io.github.gradcheck.coverage;

import io.github.gradcheck.coverage.family.Families;
import io.github.gradcheck.coverage.family.Family;
import io.github.gradcheck.coverage.family.Sample;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Tries checkers on all families and prints a table for each. */
final class Tables {
    private static final String LIST = "list";

    private final long seed;
    private final int cases;
    private final List<Family> families;
    private final boolean isListing;
    private final List<String> failures = new ArrayList<>();

    private Tables(long seed, int cases, String filter, boolean isListing) {
        Pattern pattern = Pattern.compile(filter, Pattern.CASE_INSENSITIVE);
        this.seed = seed;
        this.cases = cases;
        this.families = Families.all().stream().filter(family -> pattern.matcher(family.name()).find()).toList();
        this.isListing = isListing;
    }

    /**
     * Prints the tables.
     *
     * @param args a seed, a number of cases for each family, a regular expression that the names of families must contain; then the classes
     *     of checkers, with the package if it is another, and {@code list} if failing cases are to be listed one by one
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : 20261129;
        int cases = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        String filter = args.length > 2 ? args[2] : "";
        List<String> others = args.length > 3 ? List.of(args).subList(3, args.length) : List.of();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Tables tables = new Tables(seed, cases, filter, others.contains(LIST));
        List<String> checkers = others.stream().filter(name -> !name.equals(LIST)).toList();
        for (String checker : checkers.isEmpty() ? List.of("PyTorchRule", "Cs231nRule") : checkers) {
            tables.print(checker, checker(checker), out);
        }
    }

    private static Checker checker(String name) throws ReflectiveOperationException {
        String full = name.contains(".") ? name : Tables.class.getPackageName() + "." + name;
        return (Checker) Class.forName(full).getDeclaredConstructor().newInstance();
    }

    private void print(String name, Checker checker, PrintStream out) {
        out.printf(Locale.ROOT, "%n## %s, seed %d, %d cases%n%n%s%n", name, seed, cases, Row.header());
        for (Family family : families) {
            out.println(Row.of(family.name(), score(family, checker)));
        }
        if (isListing && !failures.isEmpty()) {
            out.printf("%nFailing cases of %s:%n%n", name);
            failures.forEach(failure -> out.println("* " + failure));
        }
        failures.clear();
    }

    private Score score(Family family, Checker checker) {
        Score score = new Score();
        for (int number = 0; number < cases; number++) {
            Sample sample = family.sample(seed, number);
            Remembered f = new Remembered(sample.f());
            long start = System.nanoTime();
            for (Claim claim : Claim.values()) {
                OptionalDouble claimed = claim.of(sample);
                if (claimed.isPresent()) {
                    Outcome outcome = outcome(checker, f, sample, claimed.getAsDouble());
                    score.add(sample, claim, outcome);
                    note(family, number, sample, claim, claimed.getAsDouble(), outcome);
                }
            }
            score.addTime(System.nanoTime() - start);
        }
        return score;
    }

    /** A checker that f's exception gets through has no answer. */
    static Outcome outcome(Checker checker, Remembered f, Sample sample, double claim) {
        try {
            return checker.check(f, sample.x(), sample.scale(), claim);
        } catch (ArithmeticException e) {
            return Outcome.withoutInterval(Answer.UNSURE, 0);
        }
    }

    private void note(Family family, int number, Sample sample, Claim claim, double claimed, Outcome outcome) {
        claim.fault(sample, outcome).ifPresent(fault -> failures.add(String.format(Locale.ROOT,
                "%s #%d, %s %s: x %s, scale %s, slope %s (%s, %s), claim %s, %s with [%s, %s], %d evaluations", family.name(), number,
                claim.words(), fault, sample.x(), sample.scale(), sample.slope(), sample.left(), sample.right(), claimed, outcome.answer(),
                outcome.lo(), outcome.hi(), outcome.evaluations())));
    }
}
