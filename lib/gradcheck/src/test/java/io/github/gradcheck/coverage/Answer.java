package io.github.gradcheck.coverage;

/** What a checker says of a claimed slope. */
enum Answer {
    /** It is the slope. */
    CORRECT,
    /** There is a kink, and it lies between both slopes. */
    KINK,
    /** Cannot tell. */
    UNSURE,
    /** It is not the slope. */
    WRONG
}
