/**
 * The way in, the judge, and the report.
 *
 * <p>{@link io.github.gradcheck.check.GradientCheck} and {@link io.github.gradcheck.check.ParameterCheck} are what callers start with, and
 * {@link io.github.gradcheck.check.ConfiguredCheck} has the options of both;
 * {@link io.github.gradcheck.check.JointCheck} and {@link io.github.gradcheck.check.TermCheck} check several functions of one point.
 * {@code Judgement} turns what was measured into a {@link io.github.gradcheck.check.Verdict} for each entry, a {@link io.github.gradcheck.check.Cause}
 * for each wrong parameter;
 * {@code FaultLocation} has the intermediates checked that code shows to its {@link io.github.gradcheck.probe.Probe}, and says between which of them the fault lies;
 * {@code Where} says which entries are wrong, in the shortest words that {@code EntrySet} finds for them;
 * {@code DeclaredEntries} sets the pattern of a sparse Jacobian beside what was measured. A {@link io.github.gradcheck.check.GradientReport} has a
 * {@link io.github.gradcheck.check.ParameterReport} for each parameter; {@code ReportText} puts both into words, with {@code EntryText} for
 * single entries, {@code Sensitivity} for how small an error would have been detected, and {@code Reason} for what could not be decided;
 * {@code ReportJson} writes it for other programs.
 * {@link io.github.gradcheck.check.Tolerance} is the rule of PyTorch, for {@code autograd}.
 */
package io.github.gradcheck.check;
