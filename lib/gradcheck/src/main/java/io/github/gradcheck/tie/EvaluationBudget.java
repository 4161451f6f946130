package io.github.gradcheck.tie;

/** A limit on the evaluations of f that a search for ties may take. */
final class EvaluationBudget {
    private final Evaluator f;
    private final long first;
    private final long most;

    EvaluationBudget(Evaluator f, long most) {
        this.f = f;
        this.first = f.evaluations();
        this.most = most;
    }

    /** How many it has taken. */
    long used() {
        return f.evaluations() - first;
    }

    boolean isSpent() {
        return used() >= most;
    }
}
