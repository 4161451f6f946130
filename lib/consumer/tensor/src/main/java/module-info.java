/** A program that checks gradients, and has what gradcheck-tensor brings along. */
module consumer {
    requires io.github.gradcheck.tensor;
}
