package io.github.gradcheck.notebook.chart;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * How long checks of growing networks took: the figures that a benchmark saved.
 *
 * <p>They stand in a file with the columns {@code method,parameters,seconds,measured}; lines that begin with # say where they come from.
 *
 * @param timings the figures, in the order of the file
 */
public record Growth(List<Timing> timings) {
    /** Where the library keeps the figures of its own benchmark. */
    private static final String SAVED = "growth.csv";
    private static final List<String> COLUMNS = List.of("method", "parameters", "seconds", "measured");

    /**
     * The time of one check.
     *
     * @param method how it went through the entries
     * @param parameters the number of entries
     * @param seconds how long it took
     * @param isMeasured whether it was run; if not, its time was worked out from that of one evaluation
     */
    public record Timing(String method, long parameters, double seconds, boolean isMeasured) {
        /** Refuses what cannot stand on a logarithmic axis. */
        public Timing {
            if (parameters <= 0) {
                throw new IllegalArgumentException("parameters of \"" + method + "\" must be positive: " + parameters);
            }
            if (!(seconds > 0) || Double.isInfinite(seconds)) {
                throw new IllegalArgumentException("seconds of \"" + method + "\" must be positive and finite: " + seconds);
            }
        }
    }

    /** The list is copied. */
    public Growth {
        timings = List.copyOf(timings);
        if (timings.isEmpty()) {
            throw new IllegalArgumentException("timings are empty");
        }
    }

    /** The figures of the library's own benchmark. */
    public static Growth saved() {
        try (Reader reader = new InputStreamReader(Growth.class.getResourceAsStream(SAVED), StandardCharsets.UTF_8)) {
            return read(SAVED, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The figures in a file.
     *
     * @throws IllegalArgumentException if it has other columns, or a figure that is not positive
     */
    public static Growth of(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Growth read(String name, Reader reader) {
        ColumnType[] types = {ColumnType.STRING, ColumnType.LONG, ColumnType.DOUBLE, ColumnType.BOOLEAN};
        Table table = Table.read().usingOptions(CsvReadOptions.builder(reader).commentPrefix('#').columnTypes(types));
        if (!table.columnNames().equals(COLUMNS)) {
            throw new IllegalArgumentException(name + " must have the columns " + COLUMNS + ": " + table.columnNames());
        }
        List<Timing> timings = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            timings.add(new Timing(table.stringColumn(0).get(row), table.longColumn(1).getLong(row), table.doubleColumn(2).getDouble(row),
                    table.booleanColumn(3).get(row)));
        }
        return new Growth(timings);
    }

    /** The names of the methods, in the order of the figures. */
    public List<String> methods() {
        return timings.stream().map(Timing::method).distinct().toList();
    }

    /** The figures of one method. */
    public List<Timing> of(String method) {
        return timings.stream().filter(timing -> timing.method().equals(method)).toList();
    }

    /**
     * The exponent p of time ≈ c·parametersᵖ: the slope of a straight line through the measured points, by least squares in the logarithms
     * of both; none for fewer than two numbers of parameters.
     */
    public OptionalDouble slope(String method) {
        double[][] points = of(method).stream().filter(Timing::isMeasured)
                .map(timing -> new double[] {Math.log(timing.parameters()), Math.log(timing.seconds())}).toArray(double[][]::new);
        double meanX = mean(points, 0);
        double meanY = mean(points, 1);
        double xx = 0;
        double xy = 0;
        for (double[] point : points) {
            xx += (point[0] - meanX) * (point[0] - meanX);
            xy += (point[0] - meanX) * (point[1] - meanY);
        }
        return xx > 0 ? OptionalDouble.of(xy / xx) : OptionalDouble.empty();
    }

    private static double mean(double[][] points, int axis) {
        double sum = 0;
        for (double[] point : points) {
            sum += point[axis];
        }
        return sum / points.length;
    }
}
