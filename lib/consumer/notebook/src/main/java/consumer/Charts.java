package consumer;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.notebook.chart.ErrorChart;
import io.github.gradcheck.notebook.chart.ErrorTable;
import io.github.gradcheck.notebook.chart.Picture;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.Table;

/** A check, a picture and a table, and the libraries that draw them. */
final class Charts {
    private static final Map<String, Double> ERRORS = Map.of("W1", 1.0 / 3, "b1", 2e-9);

    private Charts() {
    }

    /** A function of a random tensor. */
    static boolean tensor() {
        return Gradcheck.gradcheck(t -> t.sigmoid().multiply(t), Tensor.of(new NumpyRandom(0).randn(3)).requiresGrad(true));
    }

    static Picture picture() {
        return ErrorChart.of(ERRORS);
    }

    static Table table() {
        return ErrorTable.of(ERRORS);
    }

    /** A chart of the caller's own. */
    static XYChart own() {
        XYChart chart = new XYChartBuilder().width(300).build();
        chart.addSeries("x", new double[] {1, 2}, new double[] {3, 4});
        return chart;
    }
}
