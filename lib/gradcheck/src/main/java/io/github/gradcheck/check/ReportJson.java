package io.github.gradcheck.check;

import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a report as JSON; what a name means, and which there are, says {@code report.schema.json}. */
final class ReportJson {
    private ReportJson() {
    }

    static String of(GradientReport report) {
        return object(fields("version", 1, "verdict", report.verdict(), "passed", report.passed(), "headline", report.headline(), "where", report.where(),
                "causes", causes(report), "place", report.place(), "violations", list(report.violations(), violation -> object(fields(
                        "verdict", Verdict.of(violation), "kind", violation.kind(), "text", violation.text()))),
                "point", report.point(), "evaluations", report.evaluations(), "seed", report.seed(), "method", list(report.method(), ReportJson::value),
                "parameters", list(report.parameters(), ReportJson::parameter))).toString();
    }

    /** What is JSON already. */
    private record Json(CharSequence text) {
        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static Json causes(GradientReport report) {
        Stream<Json> ofAll = report.violations().stream().flatMap(violation -> Cause.of(violation).stream()).map(cause -> cause(cause, Optional.empty()));
        Stream<Json> ofEach = report.parameters().stream().flatMap(parameter -> parameter.cause().stream().map(cause -> cause(cause, Optional.of(parameter.name()))));
        return list(Stream.concat(ofAll, ofEach).toList(), Function.identity());
    }

    private static Json cause(Cause cause, Optional<String> parameter) {
        return object(fields("parameter", parameter, "kind", cause.kind(), "name", cause.name(), "evidence", cause.evidence()));
    }

    private static Json parameter(ParameterReport parameter) {
        Map<String, Object> counts = new LinkedHashMap<>();
        Arrays.stream(Verdict.values()).forEach(verdict -> counts.put(verdict.name(), parameter.count(verdict)));
        int[] shape = parameter.analytic().shape();
        return object(fields("name", parameter.name(), "verdict", parameter.verdict(), "shape", new Json(Arrays.toString(shape)), "outputs", parameter.outputs(),
                "counts", object(counts), "skipped", parameter.skipped(), "notMeasured", parameter.open(), "where", parameter.where(),
                "smallestDetectableError", parameter.smallestDetectableError(), "evaluations", parameter.evaluations(),
                "analytic", numbers(parameter.analytic()), "numeric", numbers(parameter.numeric()), "error", numbers(parameter.error()),
                "doubtful", list(parameter.doubtful(), ReportJson::entry), "directions", list(parameter.directions(), ReportJson::direction)));
    }

    private static Json entry(EntryReport entry) {
        Interval interval = entry.numeric().interval();
        return object(fields("index", new Json(entry.index().isEmpty() ? "[]" : entry.index()), "output", entry.output(), "verdict", entry.verdict(),
                "analytic", entry.analytic(), "numeric", entry.numeric().value(), "lower", interval.lo(), "upper", interval.hi(),
                "difference", entry.difference(), "reason", entry.reason()));
    }

    private static Json direction(DirectionReport direction) {
        DirectionalComparison along = direction.comparison();
        Interval interval = along.numeric().interval();
        return object(fields("output", along.output(), "verdict", direction.verdict(), "analytic", along.analytic(), "numeric", along.numeric().value(),
                "lower", interval.lo(), "upper", interval.hi(), "missed", direction.missed(DirectionReport.SINGLE_ERROR), "reason", direction.reason()));
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int k = 0; k < namesAndValues.length; k += 2) {
            fields.put((String) namesAndValues[k], namesAndValues[k + 1]);
        }
        return fields;
    }

    private static Json object(Map<String, Object> fields) {
        return new Json(fields.entrySet().stream().map(field -> string(field.getKey()) + ":" + value(field.getValue())).collect(Collectors.joining(",", "{", "}")));
    }

    private static <T> Json list(List<T> items, Function<T, Json> json) {
        return new Json(items.stream().map(json).map(Json::text).collect(Collectors.joining(",", "[", "]")));
    }

    private static Json numbers(NDArray array) {
        return new Json(Arrays.stream(array.toArray()).mapToObj(number -> value(number).text()).collect(Collectors.joining(",", "[", "]")));
    }

    private static Json value(Object value) {
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(ReportJson::value).orElse(new Json("null"));
        }
        boolean isBare = value instanceof Boolean || value instanceof Number && !(value instanceof Double number && !Double.isFinite(number));
        return new Json(isBare ? value.toString() : string(value instanceof Enum<?> name ? name.name() : value.toString()));
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(c == '"' || c == '\\' ? "\\" + (char) c
                : Character.isISOControl(c) || Character.isSurrogate((char) c) ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return json.append('"').toString();
    }
}
