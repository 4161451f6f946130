package io.github.gradcheck.tie;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;

/** What is known of the entries of one array by themselves. */
public interface EntryDerivatives {
    /** The array. */
    Block block();

    /** The measured derivatives, [output][entry]. */
    Derivative[][] numeric();

    /** What is claimed of an entry. */
    Claim claim(int output, int i);
}
