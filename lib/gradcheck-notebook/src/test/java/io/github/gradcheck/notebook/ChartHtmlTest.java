package io.github.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

class ChartHtmlTest {
    private static XYChart chart(int points) {
        XYChart chart = new XYChartBuilder().title("waves").build();
        double[] y = IntStream.range(0, points).mapToDouble(Math::sin).toArray();
        y[points / 3] = 7;
        chart.addSeries("sin & co", IntStream.range(0, points).mapToDouble(i -> i).toArray(), y);
        return chart;
    }

    @Test
    void aChartOfTwoMillionPointsIsThinnedSaidAndLeftAsItWas() {
        XYChart chart = chart(2_000_000);
        assertThat(ChartHtml.of(chart)).startsWith("<img alt=\"waves\"")
                .endsWith("<p>sin &amp; co: 4,000 of 2,000,000 points are drawn, the lowest and the highest of each stretch.</p>");
        assertThat(chart.getSeries("sin & co").getXData()).hasSize(2_000_000);
    }

    @Test
    void theHighestPointStays() {
        double[] y = chart(100_000).getSeries("sin & co").getYData();
        int[] kept = ChartHtml.kept(y);
        assertThat(kept).hasSize(ChartHtml.POINTS).isSorted().contains(100_000 / 3);
    }

    @Test
    void aChartThatFitsIsDrawnAsItIs() {
        assertThat(ChartHtml.of(chart(ChartHtml.POINTS))).doesNotContain("are drawn");
    }
}
