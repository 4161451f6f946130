package io.github.gradcheck.web;

import io.github.gradcheck.problem.Stretch;
import java.util.ArrayList;
import java.util.List;

/** Reads names and shapes, such as "W[2, 3] b[3]". */
final class LayoutText {
    private LayoutText() {
    }

    /**
     * The stretches in their order; none for a blank text.
     *
     * @throws IllegalArgumentException if it is of another form
     */
    static List<Stretch> parse(String layout) {
        List<Stretch> stretches = new ArrayList<>();
        String rest = layout.trim();
        while (!rest.isEmpty()) {
            int open = rest.indexOf('[');
            int close = rest.indexOf(']');
            if (open <= 0 || close < open) {
                throw new IllegalArgumentException("names and shapes must look like W[2, 3] b[3]: " + layout.trim());
            }
            stretches.add(new Stretch(rest.substring(0, open).trim(), extents(rest.substring(open + 1, close), layout)));
            rest = rest.substring(close + 1).trim();
            rest = rest.startsWith(",") ? rest.substring(1).trim() : rest;
        }
        return stretches;
    }

    private static int[] extents(String text, String layout) {
        List<Integer> extents = new ArrayList<>();
        for (int from = 0; from <= text.length() && !text.isBlank();) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            try {
                extents.add(Integer.parseInt(text.substring(from, to).trim()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("an extent must be a whole number: " + layout.trim());
            }
            from = to + 1;
        }
        return extents.stream().mapToInt(Integer::intValue).toArray();
    }
}
