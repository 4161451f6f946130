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

    /** In words: "did you mean one of …?", with up to three names, the nearest first. */
    static String to(String name, List<String> choices) {
        String low = String.valueOf(name).toLowerCase(Locale.ROOT);
        return choices.stream().sorted(Comparator.comparingInt(choice -> distance(low, choice.toLowerCase(Locale.ROOT)))).limit(SHOWN)
                .map(choice -> "\"" + choice + "\"").collect(Collectors.joining(", ", "did you mean one of ", "?"));
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
