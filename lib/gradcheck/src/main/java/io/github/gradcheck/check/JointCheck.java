package io.github.gradcheck.check;

import io.github.gradcheck.relation.ContractViolation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Checks of several functions of the same point, such as an objective and its constraints, with one report; begun by {@link GradientCheck#all}.
 *
 * <p>In the report a parameter has the name of its function before its own: {@code constraints.x}.
 */
public final class JointCheck {
    private final Map<String, GradientCheck> checks;

    JointCheck(Map<String, GradientCheck> checks) {
        this.checks = checks;
    }

    /**
     * The same with one function more.
     *
     * @param name such as "constraints"
     * @param check of the function and its gradient or Jacobian, with options of its own
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if the name is blank or already there
     */
    public JointCheck and(String name, GradientCheck check) {
        Map<String, GradientCheck> more = new LinkedHashMap<>(checks);
        if (more.put(requireName(name), Objects.requireNonNull(check, "check")) != null) {
            throw new IllegalArgumentException("there are two functions named " + name);
        }
        return new JointCheck(more);
    }

    static String requireName(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        return name;
    }

    /**
     * The same with an option for all functions that are there so far.
     *
     * <pre>{@code
     * GradientCheck.all("objective", GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], x[0]}))
     *         .and("constraints", GradientCheck.ofJacobian(x -> new double[] {x[0] + x[1]}, x -> new double[][] {{1, 1}}))
     *         .each(check -> check.bounds(0, 5)).at(0, 5).orThrow();
     * }</pre>
     *
     * @param option such as {@code check -> check.bounds(0, 5)}; a time limit is one for each of them
     */
    public JointCheck each(UnaryOperator<GradientCheck> option) {
        Map<String, GradientCheck> changed = new LinkedHashMap<>();
        checks.forEach((name, check) -> changed.put(name, option.apply(check)));
        return new JointCheck(changed);
    }

    /** Checks all of them at a point, as {@link GradientCheck#at} does each. */
    public GradientReport at(double... x) {
        return joined(reports(x));
    }

    Map<String, GradientReport> reports(double... x) {
        Map<String, GradientReport> reports = new LinkedHashMap<>();
        checks.forEach((name, check) -> reports.put(name, check.at(x)));
        return reports;
    }

    static GradientReport joined(Map<String, GradientReport> reports) {
        List<ParameterReport> parameters = new ArrayList<>();
        List<ContractViolation> violations = new ArrayList<>();
        List<String> method = new ArrayList<>();
        reports.forEach((name, report) -> {
            report.parameters().forEach(parameter -> parameters.add(parameter.named(name + "." + parameter.name())));
            report.violations().forEach(violation -> violations.add(new ContractViolation(name + ": " + violation.text(), violation.kind())));
            report.method().stream().filter(note -> !method.contains(note)).forEach(method::add);
        });
        GradientReport first = reports.values().iterator().next();
        String places = reports.entrySet().stream().flatMap(entry -> entry.getValue().place().map(place -> entry.getKey() + ": " + place).stream())
                .collect(Collectors.joining("; "));
        long evaluations = reports.values().stream().mapToLong(GradientReport::evaluations).sum();
        return new GradientReport(parameters, violations, Optional.of(places).filter(text -> !text.isEmpty()), method, evaluations, List.of(), first.seed(), first.point());
    }
}
