package io.github.gradcheck.tie;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;

/** The measured and the claimed derivatives of f by single entries of one parameter. */
public interface EntryDerivatives {
    /** The parameter. */
    Block block();

    /** The measured derivatives, [output][entry]. */
    Derivative[][] numeric();

    /** What is claimed of an entry. */
    Claim claim(int output, int i);
}
