package io.github.gradcheck.web;

import io.github.gradcheck.check.Cause;
import io.github.gradcheck.check.DirectionReport;
import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Interval;
import io.github.gradcheck.numeric.Scales;
import java.util.Arrays;
import org.teavm.jso.JSObject;

/** Reports as objects of a script: the same names as in Java, and arrays of numbers. */
final class Reports {
    private Reports() {
    }

    static JSObject of(GradientReport report) {
        return new Facts()
                .with("verdict", report.verdict().name())
                .with("headline", report.headline())
                .with("where", report.where())
                .with("cause", report.cause().map(Cause::toString).orElse(""))
                .with("text", report.toString())
                .with("evaluations", report.evaluations())
                .with("facts", report.facts(), fact -> new Facts().with("label", fact.label()).with("text", fact.text()))
                .with("parameters", report.parameters(), Reports::parameter)
                .object();
    }

    private static Facts parameter(ParameterReport parameter) {
        return new Facts()
                .with("name", parameter.name())
                .with("verdict", parameter.verdict().name())
                .with("shape", Arrays.stream(parameter.analytic().shape()).asDoubleStream().toArray())
                .with("analytic", parameter.analytic().toArray())
                .with("numeric", parameter.numeric().toArray())
                .with("error", parameter.error().toArray())
                .with("doubtful", parameter.doubtful(), Reports::entry)
                .with("directions", parameter.directions(), Reports::direction);
    }

    private static Facts entry(EntryReport entry) {
        return slope(entry.numeric())
                .with("index", entry.index())
                .with("output", entry.output())
                .with("analytic", entry.analytic())
                .with("verdict", entry.verdict().name())
                .with("reason", entry.reason());
    }

    private static Facts direction(DirectionReport direction) {
        return slope(direction.comparison().numeric())
                .with("from", direction.comparison().from())
                .with("to", direction.comparison().to())
                .with("output", direction.comparison().output())
                .with("analytic", direction.comparison().analytic())
                .with("verdict", direction.verdict().name())
                .with("reason", direction.reason());
    }

    private static Facts slope(Derivative slope) {
        return new Facts()
                .with("kind", slope.kind().name())
                .with("value", slope.value())
                .with("left", slope.left())
                .with("right", slope.right())
                .with("error", slope.error());
    }

    static JSObject of(Scales scales) {
        return new Facts()
                .with("slope", slope(scales.slope()))
                .with("near", scales.near())
                .with("far", scales.far())
                .with("best", scales.best())
                .with("widestUsed", scales.widestUsed())
                .with("steps", scales.steps(), step -> new Facts().with("h", step.h()).with("slope", interval(step.slope()))
                        .with("left", interval(step.left())).with("right", interval(step.right())))
                .object();
    }

    private static Facts interval(Interval interval) {
        return new Facts().with("centre", interval.centre()).with("halfWidth", interval.halfWidth());
    }
}
