package io.github.gradcheck.examination;

/** How many evaluations a search may take. */
final class Budget {
    private final Forward forward;
    private final long last;

    Budget(Forward forward, long evaluations) {
        this.forward = forward;
        this.last = forward.evaluations() + evaluations;
    }

    boolean isSpent() {
        return forward.evaluations() >= last;
    }
}
