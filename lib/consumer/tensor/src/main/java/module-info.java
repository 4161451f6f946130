/** A program that checks gradients, and knows of nothing but the library. */
module consumer {
    requires io.github.gradcheck;
}
