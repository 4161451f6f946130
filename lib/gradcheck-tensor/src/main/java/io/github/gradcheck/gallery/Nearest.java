package io.github.gradcheck.gallery;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names nearest to a misspelt one, by the letters that have to be put in, left out or changed (Levenshtein 1966). */
final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {
    }

    /** In words: "did you mean "…"?", with up to three names that are like it, the nearest first; all names if none is. */
    static String to(String name, List<String> choices) {
        String low = String.valueOf(name).strip().toLowerCase(Locale.ROOT);
        List<String> near = choices.stream().filter(choice -> isLike(low, choice.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt(choice -> distance(low, choice.toLowerCase(Locale.ROOT)))).limit(SHOWN).toList();
        return near.isEmpty() ? "there are " + quoted(choices, ", ") : "did you mean " + quoted(near, " or ") + "?";
    }

    /** Half the letters are right, or it is a part of the name. */
    private static boolean isLike(String low, String choice) {
        return !low.isEmpty() && (choice.contains(low) || 2 * distance(low, choice) <= Math.max(low.length(), choice.length()));
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(between));
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
