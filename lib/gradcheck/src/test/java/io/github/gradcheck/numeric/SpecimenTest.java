package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gradcheck.slice.Grid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the core says of each {@link Specimen}: kind, slope, error in parts, limit, cost.
 *
 * <p>Slopes must be true. The rest is what it was: whoever changes the core sees here what it moves, and writes the table anew with
 * {@code -Dspecimens=<file>} if that is better.
 */
class SpecimenTest {
    private static final String TABLE = "specimens.txt";
    /** Written to, if it is to be written anew. */
    private static final String FILE = System.getProperty("specimens");
    private static final double ALIKE = 1e-4;
    private static final int NUMBERS = 3;
    /** Where powers of 1.45 are rounded otherwise, nodes are others by a bit, and so is what rounding does. */
    private static final long GRID = 1667570173045790579L;

    /** What may be asked of a slope. */
    private enum Question {
        RIGHT(s -> claimed(s, Claim.of(s.slope(), 0, 0))),
        WITHIN(s -> claimed(s, Claim.of(s.slope(), 1e-3, 0))),
        OFF(s -> claimed(s, Claim.of(s.slope() * 1.01 + (s.slope() == 0 ? 0.01 : 0), 0, 0))),
        NEARLY(s -> claimed(s, Claim.of(s.slope() * (1 + 1e-6), 0, 0))),
        JUST_WITHIN(s -> claimed(s, Claim.of(s.slope() * 1.0018, 1e-3, 0))),
        JUST_OFF(s -> claimed(s, Claim.of(s.slope() * 1.0022, 1e-3, 0))),
        BESIDE(s -> claimed(s, Claim.of(s.right() + 2.5e-5 * (1 + Math.abs(s.slope())), 0, 0))),
        DOUBLE(s -> claimed(s, Claim.of(2 * s.slope(), 0, 0))),
        ZERO(s -> claimed(s, Claim.of(0, 0, 0))),
        ALONG(s -> claimed(s, Claim.along(s.slope(), Math.abs(s.slope()) + 1e-3, 1e-5, 0, 0))),
        RESOLVE(s -> SlopeMeter.resolve(s.slice(), 0, s.value(), 1e-4 * (Math.abs(s.slope()) + 1e-3))),
        SHARPEST(s -> SlopeMeter.sharpest(s.slice(), 0, s.value()));

        private final Function<Specimen, Derivative> answer;

        Question(Function<Specimen, Derivative> answer) {
            this.answer = answer;
        }

        private static Derivative claimed(Specimen specimen, Claim claim) {
            return SlopeMeter.measure(specimen.slice(), 0, specimen.value(), claim);
        }
    }

    private static String said(Derivative slope) {
        Uncertainty parts = slope.uncertainty();
        String text = String.format(Locale.ROOT, "%s %s %d %.10g %.10g %.6g %.6g %.6g %.6g %.6g", slope.kind(), slope.limit(),
                slope.evaluations(), slope.left(), slope.right(), parts.truncation(), parts.rounding(), parts.noise(), slope.zero(),
                slope.grain());
        return text + slope.possible().stream().map(other -> String.format(Locale.ROOT, " %.6g %.6g", other.centre(), other.halfWidth()))
                .collect(Collectors.joining());
    }

    private static String key(Specimen specimen, Question question) {
        return specimen + " " + question;
    }

    /** Questions with the same answer in one line. */
    private static List<String> lines(Specimen specimen) {
        Map<String, String> questions = new LinkedHashMap<>();
        for (Question question : Question.values()) {
            questions.merge(said(question.answer.apply(specimen)), question.name(), (some, another) -> some + "," + another);
        }
        return questions.entrySet().stream().map(entry -> specimen + " " + entry.getValue() + " " + entry.getKey()).toList();
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> said = new HashMap<>();
        try (InputStream in = SpecimenTest.class.getResourceAsStream(TABLE)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                String[] parts = line.split(" ", 3);
                for (String question : parts[1].split(",")) {
                    said.put(parts[0] + " " + question, parts[2]);
                }
            }
        }
        return said;
    }

    @ParameterizedTest
    @EnumSource(Specimen.class)
    void whatIsMeasuredIsWhatWasMeasured(Specimen specimen) throws IOException {
        assumeTrue(IntStream.rangeClosed(Grid.FARTHEST, Grid.NEAREST).mapToLong(k -> Double.doubleToLongBits(Grid.step(k))).sum() == GRID);
        if (FILE != null) {
            Files.write(Path.of(FILE), lines(specimen), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Map<String, String> before = read();
        for (Question question : Question.values()) {
            String key = key(specimen, question);
            assertAlike(key, said(question.answer.apply(specimen)), before.getOrDefault(key, ""));
        }
    }

    private static void assertAlike(String key, String now, String before) {
        String[] words = now.split(" ");
        String[] were = before.split(" ");
        assertThat(words).as("%s: %s was %s", key, now, before).hasSameSizeAs(were);
        for (int i = 0; i < words.length; i++) {
            assertThat(i < NUMBERS ? words[i].equals(were[i]) : isAlike(words[i], were[i])).as("%s: %s was %s", key, now, before).isTrue();
        }
    }

    private static boolean isAlike(String now, String was) {
        double number = Double.parseDouble(was);
        return now.equals(was) || Math.abs(Double.parseDouble(now) - number) <= ALIKE * Math.abs(number);
    }

    @ParameterizedTest
    @EnumSource(Specimen.class)
    void noRightSlopeIsCalledWrong(Specimen specimen) {
        Claim claim = Claim.of(specimen.slope(), 0, 0);
        Derivative slope = SlopeMeter.measure(specimen.slice(), 0, specimen.value(), claim);
        assertThat(claim.answer(slope)).as(slope::toString).isNotEqualTo(Claim.Answer.DISAGREES);
    }

    @ParameterizedTest
    @EnumSource(value = Specimen.class, names = "KINK.*(?<!NEAR)", mode = EnumSource.Mode.MATCH_ALL)
    void bothSlopesOfAKinkAreTrue(Specimen specimen) {
        Derivative slope = SlopeMeter.measure(specimen.slice(), 0, specimen.value(), Claim.of(specimen.slope(), 0, 0));
        assertThat(slope.kind()).isEqualTo(Derivative.Kind.KINK);
        assertThat(Math.abs(slope.left() - specimen.left())).isLessThanOrEqualTo(slope.error());
        assertThat(Math.abs(slope.right() - specimen.right())).isLessThanOrEqualTo(slope.error());
    }
}
