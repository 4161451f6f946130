package io.github.gradcheck.faults;

/** What goes wrong in one evaluation of a function, or of its gradient. */
enum Fault {
    THROWS("throws"),
    NOT_A_NUMBER("returns NaN"),
    CHANGES_INPUT("changes its input"),
    CHANGES_SHAPE("changes shape"),
    BLOCKS("blocks"),
    INTERRUPTED("is interrupted");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** Whether the thread of the caller is interrupted, which its flag must still say afterwards. */
    boolean interrupts() {
        return this == BLOCKS || this == INTERRUPTED;
    }

    @Override
    public String toString() {
        return words;
    }
}
