/** A program that checks gradients, and has nothing but gradcheck. */
module consumer {
    requires io.github.gradcheck;
}
