package io.github.gradcheck.check;

/**
 * A gradient that did not pass a check; the message says where and by how much.
 *
 * <p>A RuntimeException, as PyTorch's {@code GradcheckError} is a {@code RuntimeError}: a test framework counts it among the errors. The
 * assertions of the package {@code testing} throw an {@link AssertionError}, which it counts among the failures.
 */
public class GradcheckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with its explanation. */
    public GradcheckException(String message) {
        super(message);
    }

    /** A failure that came about by another. */
    public GradcheckException(String message, Throwable cause) {
        super(message, cause);
    }
}
