package io.github.gradcheck.check;

import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.relation.ContractViolation;
import java.util.Optional;

/** Writes a report as JSON; what a name means, and which there are, says {@code report.schema.json}. */
final class ReportJson {
    private final StringBuilder json = new StringBuilder();

    static String of(GradientReport report) {
        ReportJson writer = new ReportJson();
        writer.write(report);
        return writer.json.toString();
    }

    private void write(GradientReport report) {
        open('{');
        field("version", 1).field("verdict", report.verdict()).field("passed", report.passed()).field("headline", report.headline()).field("where", report.where());
        name("causes").open('[');
        for (ContractViolation violation : report.violations()) {
            cause(null, Cause.of(violation));
        }
        for (ParameterReport parameter : report.parameters()) {
            cause(parameter.name(), parameter.cause());
        }
        close(']').field("place", report.place().orElse(null)).name("violations").open('[');
        for (ContractViolation violation : report.violations()) {
            open('{').field("verdict", Verdict.of(violation)).field("kind", violation.kind().orElse(null)).field("text", violation.text()).close('}');
        }
        close(']').field("point", report.point().orElse(null)).field("evaluations", report.evaluations()).field("seed", report.seed()).name("method").open('[');
        for (String note : report.method()) {
            value(note);
        }
        close(']').name("parameters").open('[');
        for (ParameterReport parameter : report.parameters()) {
            parameter(parameter);
        }
        close(']').close('}');
    }

    private void cause(String parameter, Optional<Cause> found) {
        if (found.isPresent()) {
            Cause cause = found.get();
            open('{').field("parameter", parameter).field("kind", cause.kind()).field("name", cause.name()).field("evidence", cause.evidence()).close('}');
        }
    }

    private void parameter(ParameterReport parameter) {
        open('{').field("name", parameter.name()).field("verdict", parameter.verdict()).name("shape").open('[');
        for (int extent : parameter.analytic().shape()) {
            value(extent);
        }
        close(']').field("outputs", parameter.outputs()).name("counts").open('{');
        for (Verdict verdict : Verdict.values()) {
            field(verdict.name(), parameter.count(verdict));
        }
        close('}').field("skipped", parameter.skipped()).field("notMeasured", parameter.open()).field("where", parameter.where())
                .field("smallestDetectableError", parameter.smallestDetectableError()).field("evaluations", parameter.evaluations())
                .numbers("analytic", parameter.analytic().toArray()).numbers("numeric", parameter.numeric().toArray()).numbers("error", parameter.error().toArray())
                .name("doubtful").open('[');
        for (EntryReport entry : parameter.doubtful()) {
            open('{').name("index").json.append(entry.index().isEmpty() ? "[]" : entry.index());
            measured(entry.output(), entry.verdict(), entry.analytic(), entry.numeric()).field("difference", entry.difference()).field("reason", entry.reason()).close('}');
        }
        close(']').name("directions").open('[');
        for (DirectionReport direction : parameter.directions()) {
            open('{').measured(direction.comparison().output(), direction.verdict(), direction.comparison().analytic(), direction.comparison().numeric())
                    .field("missed", direction.missed(DirectionReport.SINGLE_ERROR)).field("reason", direction.reason()).close('}');
        }
        close(']').close('}');
    }

    private ReportJson measured(int output, Verdict verdict, double analytic, Derivative numeric) {
        return field("output", output).field("verdict", verdict).field("analytic", analytic).field("numeric", numeric.value())
                .field("lower", numeric.interval().lo()).field("upper", numeric.interval().hi());
    }

    private ReportJson numbers(String name, double[] numbers) {
        name(name).open('[');
        for (double number : numbers) {
            value(number);
        }
        return close(']');
    }

    /** A comma, unless it is the first of its kind. */
    private ReportJson next() {
        char last = json.isEmpty() ? '{' : json.charAt(json.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            json.append(',');
        }
        return this;
    }

    private ReportJson open(char bracket) {
        next().json.append(bracket);
        return this;
    }

    private ReportJson close(char bracket) {
        json.append(bracket);
        return this;
    }

    private ReportJson name(String name) {
        value(name).json.append(':');
        return this;
    }

    private ReportJson field(String name, Object value) {
        return name(name).value(value);
    }

    private ReportJson value(Object value) {
        next();
        boolean isBare = value == null || value instanceof Boolean || value instanceof Number number && Double.isFinite(number.doubleValue());
        if (isBare) {
            json.append(value);
            return this;
        }
        json.append('"');
        for (char c : value.toString().toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
        return this;
    }
}
