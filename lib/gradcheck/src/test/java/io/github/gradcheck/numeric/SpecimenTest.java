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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is answered to claims about each {@link Specimen}, and what is said to limit the measurement: what a report prints, and no step or count.
 *
 * <p>Whoever changes the core sees here which answers it moves, and writes the table anew with {@code -Dspecimens=<file>} if they are better.
 */
class SpecimenTest {
    private static final String TABLE = "specimens.txt";
    /** Written to, if it is to be written anew. */
    private static final String FILE = System.getProperty("specimens");
    /** Where powers of 1.45 are rounded otherwise, nodes are others by a bit, and so is what rounding does. */
    private static final long GRID = 1667570173045790579L;

    /** What may be claimed. */
    private enum Question {
        RIGHT(s -> Claim.of(s.slope(), 0, 0)),
        WITHIN(s -> Claim.of(s.slope(), 1e-3, 0)),
        OFF(s -> Claim.of(s.slope() * 1.01 + (s.slope() == 0 ? 0.01 : 0), 0, 0)),
        NEARLY(s -> Claim.of(s.slope() * (1 + 1e-6), 0, 0)),
        JUST_WITHIN(s -> Claim.of(s.slope() * 1.0018, 1e-3, 0)),
        JUST_OFF(s -> Claim.of(s.slope() * 1.0022, 1e-3, 0)),
        BESIDE(s -> Claim.of(s.right() + 2.5e-5 * (1 + Math.abs(s.slope())), 0, 0)),
        DOUBLE(s -> Claim.of(2 * s.slope(), 0, 0)),
        ZERO(s -> Claim.of(0, 0, 0)),
        ALONG(s -> Claim.along(s.slope(), Math.abs(s.slope()) + 1e-3, 1e-5, 0, 0));

        private final Function<Specimen, Claim> claim;

        Question(Function<Specimen, Claim> claim) {
            this.claim = claim;
        }
    }

    private static Derivative measured(Specimen specimen, Claim claim) {
        return SlopeMeter.measure(specimen.slice(), 0, specimen.value(), claim);
    }

    private static String said(Specimen specimen, Question question) {
        Claim claim = question.claim.apply(specimen);
        Derivative slope = measured(specimen, claim);
        return String.join(" ", claim.answer(slope).name(), slope.kind().name(), slope.limit().name());
    }

    /** Questions with the same answer in one line. */
    private static List<String> lines(Specimen specimen) {
        Map<String, String> questions = new LinkedHashMap<>();
        for (Question question : Question.values()) {
            questions.merge(said(specimen, question), question.name(), (some, another) -> some + "," + another);
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
    void whatIsAnsweredIsWhatTheTableSays(Specimen specimen) throws IOException {
        assumeTrue(IntStream.rangeClosed(Grid.FARTHEST, Grid.NEAREST).mapToLong(k -> Double.doubleToLongBits(Grid.step(k))).sum() == GRID);
        if (FILE != null) {
            Files.write(Path.of(FILE), lines(specimen), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Map<String, String> table = read();
        for (Question question : Question.values()) {
            assertThat(said(specimen, question)).as("%s %s", specimen, question).isEqualTo(table.get(specimen + " " + question));
        }
    }

    /** Whatever is claimed: the slope is in the interval or in one that could not be excluded, where the interval says anything. */
    @ParameterizedTest
    @EnumSource(Specimen.class)
    void noIntervalExcludesTheSlopeThatItWasAgreedWith(Specimen specimen) {
        for (Question question : Question.values()) {
            Claim claim = question.claim.apply(specimen);
            Derivative slope = measured(specimen, claim);
            if (claim.answer(slope) == Claim.Answer.AGREES) {
                double allowed = claim.tolerance() + 2 * slope.error();
                assertThat(Math.abs(claim.value() - specimen.slope())).as("%s %s", specimen, question).isLessThanOrEqualTo(allowed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Specimen.class)
    void theSharpestSlopeIsTrue(Specimen specimen) {
        Derivative slope = SlopeMeter.sharpest(specimen.slice(), 0, specimen.value());
        boolean isHeld = slope.kind() == Derivative.Kind.UNDEFINED || slope.contains(specimen.slope())
                || slope.possible().stream().anyMatch(other -> other.distance(specimen.slope()) == 0);
        assertThat(isHeld).as(slope::toString).isTrue();
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
