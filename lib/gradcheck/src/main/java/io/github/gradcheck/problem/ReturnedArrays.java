package io.github.gradcheck.problem;

import java.util.Optional;

/** Whether each call returns the same array, or the one that it was given: who keeps one sees it change. */
final class ReturnedArrays {
    private final String name;
    private Object last;
    private boolean isGiven;
    private boolean isSame;

    /** @param name what is returned, such as "gradient" */
    ReturnedArrays(String name) {
        this.name = name;
    }

    /** Looks at what a call returned, and returns it. */
    <T> T seen(T array, Object given) {
        isGiven |= array != null && array == given;
        isSame |= array != null && array == last;
        last = array;
        return array;
    }

    /** One sentence, if there is something to say. */
    Optional<String> remark() {
        String what = isGiven ? "the array x itself" : "the same array at each call";
        return isGiven || isSame ? Optional.of("the " + name + " is " + what + ": an optimiser that keeps the previous one sees it change") : Optional.empty();
    }
}
