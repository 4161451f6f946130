package io.github.gradcheck.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/** Lines through functions of one variable, for the tests of what is measured along them. */
final class Lines {
    private Lines() {
    }

    /** The line through x of a function that scatters by no more than roundoff. */
    static Line of(DoubleUnaryOperator f, double x) {
        return new Line(samples(f), 0, x, f.applyAsDouble(x), 0);
    }

    static Samples samples(DoubleUnaryOperator f) {
        return new Samples(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t));
    }

    /** The same function, and a list of the places where it was asked for a value. */
    static DoubleUnaryOperator recorded(DoubleUnaryOperator f, List<Double> places) {
        return t -> {
            places.add(t);
            return f.applyAsDouble(t);
        };
    }

    /** Where f was asked for values by a measurement, x itself not counted unless it was asked for again. */
    static List<Double> places(DoubleUnaryOperator f, double x, Consumer<Line> measurement) {
        List<Double> places = new ArrayList<>();
        measurement.accept(new Line(samples(recorded(f, places)), 0, x, f.applyAsDouble(x), 0));
        return places;
    }
}
