package io.github.gradcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arithmetic and texts of numbers as the compiled library has them, beside those of a JVM. */
class MathInScriptsTest {
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3.5, 0.1, 1e-5, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL,
        Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p52, 0x1p52 + 1, 0x1p53, 1e15 + 0.5, 0.49999999999999994, 2.2e-308, 1e-310,
        1e300, 16777217, 1e-40, 3e-46, 3.5e38, 1e19, -1e19, 2147483648.0, 1023, -1074, 29, -29, 9.5, 99.95, 0.00099995, 999999.5, 123456.5};
    private static final int RANDOM = 4000;
    /** Both may be off by one or two, hypot by more than the others. */
    private static final double UNITS = 2;

    private static final double[] PAIRS = pairs();
    private static List<String> lines;

    private static double[] pairs() {
        List<Double> pairs = new ArrayList<>();
        for (double x : SPECIAL) {
            for (double y : SPECIAL) {
                pairs.add(x);
                pairs.add(y);
            }
        }
        Random random = new Random(1);
        for (int i = 0; i < RANDOM; i++) {
            pairs.add((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20));
        }
        return pairs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @BeforeAll
    static void evaluateAll() throws Exception {
        Assumptions.assumeTrue(Scripts.node().isPresent(), "needs Node.js on the path");
        Path compiled = ScriptCompiler.compile(MathForScripts.class);
        String bits = Arrays.stream(PAIRS).mapToObj(x -> "'" + Long.toHexString(Double.doubleToRawLongBits(x)) + "'").collect(Collectors.joining(",", "[", "]"));
        Path script = Scripts.write("math.js", "const math = require('./" + compiled.getFileName() + "');\n"
                + "const pairs = new Float64Array(new BigUint64Array(" + bits + ".map(bits => BigInt('0x' + bits))).buffer);\n"
                + "for (const name of math.names().split(';')) console.log(name + '\\t' + math.bits(name, pairs));\n"
                + "for (const name of math.formats().split(';')) console.log(name + '\\t' + math.texts(name, pairs));\n");
        lines = Scripts.output(List.of(Scripts.node().get().toString(), script.toString())).lines().toList();
    }

    private static String[] of(String name) {
        return lines.stream().filter(line -> line.startsWith(name + "\t")).findFirst().orElseThrow().substring(name.length() + 1).split(" ");
    }

    @Test
    void whatEveryJvmAnswersAlikeIsTheSameToTheBit() {
        MathForScripts.EXACT.forEach((name, function) -> {
            String[] values = of(name);
            for (int i = 0; i < values.length; i++) {
                double expected = function.applyAsDouble(PAIRS[2 * i], PAIRS[2 * i + 1]);
                assertThat(values[i]).as("%s of %s, %s: %s", name, PAIRS[2 * i], PAIRS[2 * i + 1], expected).isEqualTo(MathForScripts.bits(expected));
            }
        });
    }

    /** The table is left in target/elementary-functions.txt. */
    @Test
    void elementaryFunctionsDifferByTwoUnitsInTheLastPlaceAtMost() throws Exception {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-8s %-28s %s%n", "function", "arguments where it differs", "units in the last place at most"));
        MathForScripts.ROUNDED.forEach((name, function) -> {
            String[] values = of(name);
            int differing = 0;
            double most = 0;
            for (int i = 0; i < values.length; i++) {
                double expected = function.applyAsDouble(PAIRS[2 * i], PAIRS[2 * i + 1]);
                if (!values[i].equals(MathForScripts.bits(expected))) {
                    double units = Math.abs(Double.longBitsToDouble(Long.parseUnsignedLong(values[i], 16)) - expected) / Math.ulp(expected);
                    assertThat(units).as("%s of %s, %s: %s", name, PAIRS[2 * i], PAIRS[2 * i + 1], expected).isLessThanOrEqualTo(UNITS);
                    differing++;
                    most = Math.max(most, units);
                }
            }
            table.append(String.format(Locale.ROOT, "%-8s %-28s %.0f%n", name, differing + " of " + values.length, most));
        });
        Files.writeString(Path.of("target", "elementary-functions.txt"), table, StandardCharsets.UTF_8);
    }

    /** Elsewhere a JDK before 19 writes a digit more than are needed (JDK-4511638), and any JDK two where one is enough for a subnormal number. */
    private static boolean hasFewestDigits(double x) {
        return x == 0 || !(Math.abs(x) < Double.MIN_NORMAL) && !(Math.abs(x) > 0x1p53 && Double.isFinite(x));
    }

    @Test
    void numbersAreWrittenAsInJava() {
        for (String format : MathForScripts.formats().split(";")) {
            String[] expected = MathForScripts.texts(format, PAIRS).split(" ");
            String[] texts = of(format);
            assertThat(IntStream.range(0, PAIRS.length).filter(i -> hasFewestDigits(PAIRS[i]) && !texts[i].equals(expected[i]))
                    .mapToObj(i -> format + " of " + PAIRS[i] + ": " + texts[i])).isEmpty();
        }
    }
}
