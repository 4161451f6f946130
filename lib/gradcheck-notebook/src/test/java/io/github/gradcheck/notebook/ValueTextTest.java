package io.github.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.swing.JButton;
import org.junit.jupiter.api.Test;

class ValueTextTest {
    record Point(int n, double[] x) {
    }

    record Named(double[] x) {
        @Override
        public String toString() {
            return "my own words";
        }
    }

    @Test
    void arraysSayTheirTypeTheirSizeAndTheirElements() {
        assertThat(ValueText.of(new double[] {1.5, 2})).isEqualTo("double[2] {1.5, 2.0}");
        assertThat(ValueText.of(new double[][] {{1, 2, 3}, {4, 5, 6}})).isEqualTo("double[2][3] {{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}");
        assertThat(ValueText.of(new String[] {"a", null})).isEqualTo("String[2] {a, null}");
        assertThat(ValueText.of(new int[0])).isEqualTo("int[0] {}");
        assertThat(ValueText.of(new double[][] {null, {1}})).isEqualTo("double[2][] {null, {1.0}}");
    }

    @Test
    void whatIsLongShowsItsBeginningItsEndAndItsSize() {
        assertThat(ValueText.of(new int[2_000_000])).isEqualTo("int[2000000] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …, 0, 0, 0}");
        assertThat(ValueText.of(IntStream.range(0, 31).boxed().toList())).isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …, 28, 29, 30] (31 elements)");
        assertThat(ValueText.of(IntStream.range(0, 30).boxed().toList())).doesNotContain("…").endsWith("28, 29]");
        Map<Integer, Integer> squares = new LinkedHashMap<>();
        IntStream.range(0, 40).forEach(i -> squares.put(i, i * i));
        assertThat(ValueText.of(squares)).startsWith("{0=0, 1=1, ").endsWith("39=1521} (40 elements)");
    }

    @Test
    void listsMapsAndRecordsShowTheArraysInThem() {
        assertThat(ValueText.of(Arrays.asList(new int[] {1, 2}, null))).isEqualTo("[int[2] {1, 2}, null]");
        assertThat(ValueText.of(Map.of("W1", new double[] {1}))).isEqualTo("{W1=double[1] {1.0}}");
        assertThat(ValueText.of(new Point(3, new double[] {2}))).isEqualTo("Point[n=3, x=double[1] {2.0}]");
        assertThat(ValueText.of(new Named(new double[] {2}))).isEqualTo("my own words");
    }

    @Test
    void aTextOfMegabytesIsCutAndSaysHowMuchIsLeftOut() {
        String whole = "x".repeat(ValueText.SHOWN);
        assertThat(ValueText.of(whole)).isEqualTo(whole);
        assertThat(ValueText.cut(whole + "yz")).isEqualTo(whole + System.lineSeparator() + "… (2 of 500,002 characters are left out here)");
    }

    @Test
    void aWindowAndAToStringThatThrowsAreOneSentence() {
        assertThat(ValueText.of(new JButton("go"))).isEqualTo("A JButton is for a window, and a notebook opens none: "
                + "write the chart or the picture itself as the cell's last line.");
        Object bad = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        assertThat(ValueText.of(bad)).endsWith("which cannot be shown: its toString() throws java.lang.IllegalStateException: no.");
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThat(ValueText.of(itself)).isEqualTo("[[[[[[…]]]]]]");
    }
}
