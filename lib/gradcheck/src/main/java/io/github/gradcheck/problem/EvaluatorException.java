package io.github.gradcheck.problem;

/** A {@link PointEvaluator} did not give the values it was asked for. */
public final class EvaluatorException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    EvaluatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
