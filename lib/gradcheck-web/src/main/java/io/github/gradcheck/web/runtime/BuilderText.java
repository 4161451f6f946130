package io.github.gradcheck.web.runtime;

/** What {@link StringBuilder} says of this method: it appends what {@link DoubleText} says. */
public final class BuilderText {
    private BuilderText() {
    }

    /** The digits of a double, at the end. */
    public static StringBuilder append(StringBuilder builder, double x) {
        return builder.append(DoubleText.toString(x));
    }
}
