package io.github.gradcheck.gallery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the names of the bugs in trainable models mean, in one line each. */
public final class Glossary {
    private Glossary() {
    }

    /** Each name of a planted bug with its meaning, in the order in which the models have them. */
    public static Map<String, String> all() {
        Map<String, String> meanings = new LinkedHashMap<>();
        Gallery.trainable().forEach(planted -> meanings.put(planted.bug(), planted.meaning()));
        return meanings;
    }

    /**
     * What one name means.
     *
     * @throws IllegalArgumentException if no bug is called so
     */
    public static String of(String bug) {
        Map<String, String> meanings = all();
        if (!meanings.containsKey(bug)) {
            throw new IllegalArgumentException("no bug is called \"" + bug + "\"; " + Nearest.to(bug, List.copyOf(meanings.keySet())));
        }
        return meanings.get(bug);
    }
}
